import { Progress, Stack, Text, VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import { runTitle, shareDone } from "../../shared/activity/index.ts";
import type { Run } from "../../shared/model/index.ts";
import { formatPercent, showPath } from "./format.ts";
import classes from "./run-progress.module.css";
import { doingNow, progressFigures, spokenProgress } from "./run-words.ts";

interface RunProgressProps {
  readonly run: Run;
  /** With the file in hand below; else only the bar and its figures. */
  readonly isFull?: boolean;
}

/** A run that goes on: phase in words, bar, figures; all of it there, nothing jumping about as figures change. */
export function RunProgress({ run, isFull = false }: RunProgressProps): ReactNode {
  const share = run.progress === undefined ? undefined : shareDone(run.progress);
  return (
    <Stack gap={6}>
      <div className={classes.line}>
        <Text size="sm" fw={600}>
          {doingNow(run)}
        </Text>
        {share !== undefined && <Text size="sm">{formatPercent(share)}</Text>}
      </div>
      {run.state === "running" && <Bar title={runTitle(run)} share={share} />}
      {run.progress !== undefined && run.state === "running" && (
        <ul className={classes.figures}>
          {progressFigures(run.progress).map((figure) => (
            <li key={figure}>{figure}</li>
          ))}
        </ul>
      )}
      {isFull && run.state === "running" && (
        <Text size="sm" c="dimmed" className={classes.file}>
          {run.progress?.currentFiles.slice(0, 1).map(showPath)}
        </Text>
      )}
      <VisuallyHidden role="status">{spokenProgress(run)}</VisuallyHidden>
    </Stack>
  );
}

/** Without a share the bar moves, because nobody knows yet how much there is. */
function Bar({ title, share }: { title: string; share: number | undefined }): ReactNode {
  const known = share === undefined ? {} : { "aria-valuenow": Math.floor(share * 100) };
  return (
    <Progress.Root size="md" radius="xl" transitionDuration={200}>
      <Progress.Section
        value={share === undefined ? 100 : share * 100}
        color="var(--holdfast-bar)"
        animated={share === undefined}
        striped={share === undefined}
        withAria={false}
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={100}
        {...known}
      />
    </Progress.Root>
  );
}
