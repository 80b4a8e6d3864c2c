import { Paper, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Run } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer } from "../answer.tsx";
import { CopyText } from "../error-note.tsx";
import { showPath } from "../format.ts";
import { byCause } from "./by-cause.ts";
import classes from "./run-in-place.module.css";

/** Of each cause so many entries are named here; the run's page has all. */
const SHOWN = 5;

/** What a run could not do, by cause. */
export function CauseList({ run }: { run: Run }): ReactNode {
  const query = useQuery(api.runs.problems.queryOptions({ input: { runId: run.id, limit: 500 } }));
  return (
    <Answer query={query} what={say("Reading what could not be done…")}>
      {({ causes, problems }) => (
        <Stack gap="xs">
          {byCause(run.kind, causes, problems, SHOWN).map(({ cause, count, says, fix, first }) => (
            <Paper key={cause} withBorder p="sm">
              <Text size="sm" fw={600}>
                {says}
              </Text>
              <Text size="sm" c="dimmed">
                {fix}
              </Text>
              <ul className={classes.paths}>
                {first.map(({ path, message }) => (
                  <li key={path ?? message}>{path === undefined ? message : showPath(path)}</li>
                ))}
                {count > first.length && <li>{say("and {count, number} more", { count: count - first.length })}</li>}
              </ul>
            </Paper>
          ))}
          <div>
            <CopyText
              text={problems.map(({ path, message }) => `${path ?? ""}\t${message}`).join("\n")}
              label={say("Copy the list")}
            />
          </div>
        </Stack>
      )}
    </Answer>
  );
}
