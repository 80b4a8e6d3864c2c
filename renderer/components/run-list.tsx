import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { runTitle } from "../../shared/activity/index.ts";
import type { Run } from "../../shared/model/index.ts";
import { paths } from "../navigation/index.ts";
import { formatMoment, formatTime } from "./format.ts";
import { RunBadge } from "./outcome.tsx";
import classes from "./run-list.module.css";
import { outcomeSentence } from "./run-words.ts";
import { When } from "./values.tsx";

interface RunListProps {
  readonly runs: readonly Run[];
  /** What the list is, for a screen reader. */
  readonly label: string;
  /** Under headings of days the time is enough; elsewhere it is said how long ago. */
  readonly times: "clock" | "ago";
}

/** Runs that have ended, each a line that leads to its page. */
export function RunList({ runs, label, times }: RunListProps): ReactNode {
  return (
    <ul className={classes.list} aria-label={label}>
      {runs.map((run) => (
        <RunLine key={run.id} run={run} times={times} />
      ))}
    </ul>
  );
}

function RunLine({ run, times }: { run: Run; times: "clock" | "ago" }): ReactNode {
  const at = run.endedAt ?? run.queuedAt;
  return (
    <li>
      <Link to={paths.run(run.id)} className={classes.line}>
        <Text span size="sm" c="dimmed" className={classes.time} data-times={times}>
          {times === "clock" ? <span title={formatMoment(at)}>{formatTime(at)}</span> : <When at={at} />}
        </Text>
        <span className={classes.words}>
          <Text span fw={600} size="sm">
            {runTitle(run)}
          </Text>
          <Text span size="sm" c="dimmed">
            {outcomeSentence(run)}
          </Text>
        </span>
        <RunBadge run={run} />
      </Link>
    </li>
  );
}
