import { Alert, Code, Stack, Text, Title } from "@mantine/core";
import { IconEyeOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { count } from "../../../shared/figures/index.ts";
import type { PlanWatch, WatchLimit } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { CopyText, Facts, sayRich, useNow } from "../../components/index.ts";
import classes from "./plans.module.css";
import { changedWords, unwatchedWords, walkedWords, watchSentence } from "./watch-words.ts";

/** So many parts are named; more of the same help nobody. */
const SHOWN = 10;

/** How the plan's folders are watched, what has to be walked and why, and what would change that. */
export function PlanWatching({ watch }: { watch: PlanWatch }): ReactNode {
  const now = useNow();
  const facts = [
    [say("Changed"), changedWords(watch)],
    [say("Last walked"), walkedWords(watch, now)],
  ] as const;
  return (
    <Stack component="section" aria-labelledby="watching" gap="sm">
      <Title order={2} size="h4" id="watching">
        {say("Watching")}
      </Title>
      <Text>{watchSentence(watch)}</Text>
      <Facts density="compact">
        {facts.map(
          ([name, words]) =>
            words !== undefined && (
              <div key={name} className={classes.fact}>
                <dt>{name}</dt>
                <dd>{words}</dd>
              </div>
            ),
        )}
      </Facts>
      {watch.unwatched.length > 0 && (
        <ul className={classes.unwatched} aria-label={say("What has to be walked")}>
          {watch.unwatched.slice(0, SHOWN).map((part) => (
            <li key={part.path}>{unwatchedWords(part)}</li>
          ))}
          {watch.unwatched.length > SHOWN && (
            <li>{say("and {count, number} more", { count: watch.unwatched.length - SHOWN })}</li>
          )}
        </ul>
      )}
      {watch.limit !== undefined && <Limit limit={watch.limit} />}
    </Stack>
  );
}

function Limit({ limit: { setting, current, suggested, command } }: { limit: WatchLimit }): ReactNode {
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconEyeOff aria-hidden />}
      title={say("The system’s limit is reached")}
    >
      <Text size="sm">
        {sayRich(
          "The setting {setting} is {current}. With {suggested} all folders can be watched. Run this once in a terminal:",
          { setting: <Code>{setting}</Code>, current: count(current), suggested: count(suggested) },
        )}
      </Text>
      <Code block mt="xs" className={classes.command}>
        {command}
      </Code>
      <CopyText text={command} label={say("Copy the command")} />
    </Alert>
  );
}
