import { Code, Paper, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Run } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import {
  Answer,
  CopyText,
  commandOf,
  Facts,
  formatMoment,
  formatTime,
  paceWords,
  ShortId,
  showPath,
  triggerWords,
} from "../../components/index.ts";
import classes from "./activity.module.css";

/** What the run told, folded; read when it is unfolded. */
export function RunLog({ run }: { run: Run }): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const query = useQuery(api.runs.log.queryOptions({ input: { runId: run.id }, enabled: isOpen }));
  return (
    <details className={classes.fold} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{say("Log")}</summary>
      {isOpen && (
        <Answer query={query} what={say("Reading the log…")}>
          {(notes) =>
            notes.length === 0 ? (
              <Text size="sm">{say("This run told nothing.")}</Text>
            ) : (
              <Facts density="compact">
                {notes.map(({ at, level, text }, index) => (
                  // Lines may be alike; the list only grows at its end.
                  // biome-ignore lint/suspicious/noArrayIndexKey: see above
                  <LogLine key={index} at={at} text={level === "info" ? text : `${level}: ${text}`} />
                ))}
              </Facts>
            )
          }
        </Answer>
      )}
    </details>
  );
}

function LogLine({ at, text }: { at: number; text: string }): ReactNode {
  return (
    <>
      <dt title={formatMoment(at)}>{formatTime(at)}</dt>
      <dd>{showPath(text)}</dd>
    </>
  );
}

/** Ids, moments and the command that does the same: for who looks closely. */
export function RunDetails({ run }: { run: Run }): ReactNode {
  const command = useCommand(run);
  return (
    <details className={classes.fold}>
      <summary>{say("Details")}</summary>
      <Paper withBorder p="md" mt="xs">
        <Facts density="compact">
          <dt>{say("Run")}</dt>
          <dd>
            <ShortId id={run.id} of={say("the run")} />
          </dd>
          {run.snapshotId !== undefined && (
            <>
              <dt>{say("Snapshot")}</dt>
              <dd>
                <ShortId id={run.snapshotId} of={say("the snapshot")} />
              </dd>
            </>
          )}
          <dt>{say("Begun")}</dt>
          <dd>{triggerWords(run.trigger)}</dd>
          {run.pace !== undefined && (
            <>
              <dt>{run.state === "ended" ? say("Ran") : say("Runs")}</dt>
              <dd>{paceWords(run.pace)}</dd>
            </>
          )}
          {momentsOf(run).map(([name, at]) => (
            <Moment key={name} name={name} at={at} />
          ))}
        </Facts>
        {command !== undefined && (
          <>
            <Text size="sm" mt="md" mb={4}>
              {say("The same on the command line:")}
            </Text>
            <Code block>{command}</Code>
            <CopyText text={command} label={say("Copy the command")} />
          </>
        )}
      </Paper>
    </details>
  );
}

function Moment({ name, at }: { name: string; at: number }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{formatMoment(at)}</dd>
    </>
  );
}

function momentsOf({ queuedAt, startedAt, endedAt }: Run): readonly (readonly [string, number])[] {
  return [
    [say("Asked for"), queuedAt],
    ...(startedAt === undefined ? [] : [[say("Started"), startedAt] as const]),
    ...(endedAt === undefined ? [] : [[say("Ended"), endedAt] as const]),
  ];
}

/** Made of the plan and target as they are now: when they are gone, there is none. */
function useCommand(run: Run): string | undefined {
  const targets = useQuery(api.targets.list.queryOptions()).data;
  const plans = useQuery(api.plans.list.queryOptions()).data;
  const location = targets?.find(({ target }) => target.id === run.targetId)?.target.location;
  const folders = plans?.find(({ plan }) => plan.id === run.planId)?.plan.folders;
  return commandOf(run, {
    ...(location === undefined ? {} : { location }),
    ...(folders === undefined ? {} : { folders }),
  });
}
