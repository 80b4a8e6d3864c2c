import { Anchor, Code, Paper, SegmentedControl, Stack, Text, Title, useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { AgentStatus } from "../../../shared/model/index.ts";
import { say, text } from "../../../shared/words/index.ts";
import { api, hasServer } from "../../client/index.ts";
import {
  Answer,
  CopyText,
  Facts,
  formatMoment,
  PageFrame,
  PauseMenu,
  PauseNote,
  sayRich,
  When,
} from "../../components/index.ts";
import { BandwidthSection } from "./bandwidth-section.tsx";
import { DesktopSection } from "./desktop-section.tsx";
import { LanguageSection } from "./language-section.tsx";
import { PaceSection } from "./pace-section.tsx";

const SCHEMES = [
  { value: "auto", label: text("As the system") },
  { value: "light", label: text("Light") },
  { value: "dark", label: text("Dark") },
] as const;

/** How the window looks, how fast runs are, and what runs behind it. */
export function SettingsPage(): ReactNode {
  const status = useQuery(api.agent.status.queryOptions());
  return (
    <PageFrame title={say("Settings")}>
      <Section id="look" title={say("Appearance")}>
        <Appearance />
      </Section>
      <Section id="language" title={say("Language")}>
        <LanguageSection />
      </Section>
      {status.data?.host === "desktop" && (
        <Section id="desktop" title={say("Desktop")}>
          <DesktopSection />
        </Section>
      )}
      <Section id="pace" title={say("Pace")}>
        <PaceSection />
      </Section>
      <Section id="pause" title={say("Pause")}>
        <Stack gap="sm" align="flex-start">
          <PauseNote />
          <Text size="sm">{say("While it is paused, nothing begins by itself. What runs by now goes on.")}</Text>
          <PauseMenu />
        </Stack>
      </Section>
      <Section id="bandwidth" title={say("Bandwidth")}>
        <BandwidthSection />
      </Section>
      <Section id="about" title={say("About")}>
        <Answer query={status} what={say("Asking the agent…")}>
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
        aria-label={say("Colours")}
        value={colorScheme}
        onChange={(value) => {
          const chosen = SCHEMES.find((scheme) => scheme.value === value);
          if (chosen !== undefined) setColorScheme(chosen.value);
        }}
        data={SCHEMES.map(({ value, label }) => ({ value, label: say(label) }))}
      />
      <Text size="sm" c="dimmed">
        {say("Kept in this browser.")}
      </Text>
    </Stack>
  );
}

function About({ status }: { status: AgentStatus }): ReactNode {
  return (
    <Stack align="flex-start">
      <Facts density="roomy">
        <dt>{say("Version")}</dt>
        <dd>{status.version}</dd>
        <dt>{say("Computer")}</dt>
        <dd>{status.hostname}</dd>
        <dt>{say("Agent")}</dt>
        <dd>{sayRich("process {pid}, started {ago}", { pid: status.pid, ago: <When at={status.startedAt} /> })}</dd>
        <dt>{say("Logs")}</dt>
        <dd>
          <Code>{status.logFolder}</Code>
        </dd>
      </Facts>
      <CopyText text={aboutText(status)} label={say("Copy for a report")} />
      {hasServer() && (
        <Text size="sm">
          {sayRich("Everything that this window does, a script can do too: <link>the calls of the agent</link>.", {
            link: (inner) => (
              <Anchor href="/api/docs" target="_blank" rel="noreferrer" inherit underline="always">
                {inner}
              </Anchor>
            ),
          })}
        </Text>
      )}
    </Stack>
  );
}

function aboutText({ version, pid, startedAt, logFolder }: AgentStatus): string {
  const agent = `agent: process ${pid}, started ${formatMoment(startedAt)}`;
  return [`Holdfast ${version}`, agent, `logs: ${logFolder}`, `window: ${navigator.userAgent}`].join("\n");
}
