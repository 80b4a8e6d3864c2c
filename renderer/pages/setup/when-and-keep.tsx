import { Paper, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { say } from "../../../shared/words/index.ts";
import { sayRich } from "../../components/index.ts";
import {
  backupTimes,
  KeepChoice,
  keepDraftOf,
  keepWords,
  WhenChoice,
  WordButton,
  whenDraftOf,
} from "../../plan-choices/index.ts";
import { type Draft, keepOf, schedulesOf } from "./draft.ts";

interface WhenAndKeepProps {
  readonly draft: Draft;
  readonly change: (changes: Partial<Draft>) => void;
}

/** “It backs up as files change and keeps a year of history”: two words with a good default, that unfold to be changed. */
export function WhenAndKeep({ draft, change }: WhenAndKeepProps): ReactNode {
  const [open, setOpen] = useState<"when" | "keep">();
  const schedules = schedulesOf(draft);
  const keep = keepOf(draft);
  const word = (which: "when" | "keep", name: string, text: string): ReactNode => (
    <WordButton
      {...{ name, text }}
      isExpanded={open === which}
      onClick={() => setOpen(open === which ? undefined : which)}
    />
  );
  return (
    <Stack gap="sm">
      <Text size="lg">
        {sayRich("It backs up {when} and keeps {what}.", {
          when: word("when", say("Change when it backs up"), backupTimes(schedules)),
          what: word("keep", say("Change what it keeps"), keepWords(keep)),
        })}
      </Text>
      {open === "when" && (
        <Paper withBorder p="md">
          <WhenChoice
            draft={whenDraftOf(schedules)}
            // What tidies comes with the rules of what to keep, what tests with the backups.
            onChange={(chosen) =>
              change({ schedules: chosen.schedules.filter(({ action }) => action.type === "backup") })
            }
            offersMore={false}
          />
        </Paper>
      )}
      {open === "keep" && (
        <Paper withBorder p="md">
          <KeepChoice
            draft={keepDraftOf(keep)}
            onChange={(chosen) => change({ keep: chosen.keep ?? "everything" })}
            offersCustom={false}
          />
        </Paper>
      )}
    </Stack>
  );
}
