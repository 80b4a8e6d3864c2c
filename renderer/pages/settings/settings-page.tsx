import { Anchor, Code, Paper, SegmentedControl, Stack, Text, Title, useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { AgentStatus } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import {
  Answer,
  CopyText,
  Facts,
  formatMoment,
  PageFrame,
  PauseMenu,
  PauseNote,
  When,
} from "../../components/index.ts";
import { BandwidthSection } from "./bandwidth-section.tsx";
import { LanguageSection } from "./language-section.tsx";
import { PaceSection } from "./pace-section.tsx";

const SCHEMES = [
  { value: "auto", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

/** How the window looks, how fast runs are, and what runs behind it. */
export function SettingsPage(): ReactNode {
  const status = useQuery(api.agent.status.queryOptions());
  return (
    <PageFrame title="Settings">
      <Section id="look" title="Appearance">
        <Appearance />
      </Section>
      <Section id="language" title={say("Language")}>
        <LanguageSection />
      </Section>
      <Section id="pace" title="Pace">
        <PaceSection />
      </Section>
      <Section id="pause" title="Pause">
        <Stack gap="sm" align="flex-start">
          <PauseNote />
          <Text size="sm">While it is paused, nothing begins by itself. What runs by now goes on.</Text>
          <PauseMenu />
        </Stack>
      </Section>
      <Section id="bandwidth" title="Bandwidth">
        <BandwidthSection />
      </Section>
      <Section id="about" title="About">
        <Answer query={status} what="Asking the agent…">
          {(known) => <About status={known} />}
        </Answer>
      </Section>
    </PageFrame>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }): ReactNode {
  return (
    <Paper component="section" aria-labelledby={id} withBorder p="lg">
      <Title order={2} size="h4" id={id} mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  );
}

function Appearance(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Stack gap="xs" align="flex-start">
      <SegmentedControl
        aria-label="Colours"
        value={colorScheme}
        onChange={(value) => {
          const chosen = SCHEMES.find((scheme) => scheme.value === value);
          if (chosen !== undefined) setColorScheme(chosen.value);
        }}
        data={[...SCHEMES]}
      />
      <Text size="sm" c="dimmed">
        Kept in this browser.
      </Text>
    </Stack>
  );
}

function About({ status }: { status: AgentStatus }): ReactNode {
  return (
    <Stack align="flex-start">
      <Facts density="roomy">
        <dt>Version</dt>
        <dd>{status.version}</dd>
        <dt>Computer</dt>
        <dd>{status.hostname}</dd>
        <dt>Agent</dt>
        <dd>
          process {status.pid}, started <When at={status.startedAt} />
        </dd>
        <dt>Logs</dt>
        <dd>
          <Code>{status.logFolder}</Code>
        </dd>
      </Facts>
      <CopyText text={aboutText(status)} label="Copy for a report" />
      <Text size="sm">
        Everything that this window does, a script can do too:{" "}
        <Anchor href="/api/docs" target="_blank" rel="noreferrer" inherit underline="always">
          the calls of the agent
        </Anchor>
        .
      </Text>
    </Stack>
  );
}

function aboutText({ version, pid, startedAt, logFolder }: AgentStatus): string {
  const agent = `agent: process ${pid}, started ${formatMoment(startedAt)}`;
  return [`Holdfast ${version}`, agent, `logs: ${logFolder}`, `window: ${navigator.userAgent}`].join("\n");
}
