import { Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { PlanState, Snapshot, TargetId } from "../../../shared/model/index.ts";
import { formatMoment, formatTime, useNow } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import { byDay, changeWords, makerOf, typeWord, weightOf } from "./by-day.ts";
import classes from "./restore.module.css";

interface TimelineProps {
  readonly snapshots: readonly Snapshot[];
  readonly plans: readonly PlanState[];
  readonly targetId: TargetId;
}

/** Snapshots by day along a line, the newest first; a larger dot is a larger change. */
export function Timeline({ snapshots, plans, targetId }: TimelineProps): ReactNode {
  const now = useNow();
  return (
    <div>
      {byDay(snapshots, now).map(({ key, heading, snapshots: own }) => (
        <section key={key} aria-labelledby={`day-${key}`} className={classes.day}>
          <Title order={2} size="h5" id={`day-${key}`} className={classes.dayName}>
            {heading}
          </Title>
          <ul className={classes.line}>
            {own.map((snapshot) => (
              <li key={snapshot.id}>
                <Link to={paths.restoreSnapshot(targetId, snapshot.id)} className={classes.snapshot}>
                  <span
                    className={classes.dot}
                    data-weight={weightOf(snapshot)}
                    data-mode={snapshot.mode}
                    aria-hidden
                  />
                  <Text span size="sm" fw={600} className={classes.time} title={formatMoment(snapshot.time)}>
                    {formatTime(snapshot.time)}
                  </Text>
                  <span className={classes.words}>
                    <Text span size="sm">
                      {makerOf(snapshot, plans)}
                    </Text>
                    {/* Most are incremental: only what is out of the ordinary is said. */}
                    {snapshot.mode !== "incremental" && (
                      <Text span size="sm">
                        {typeWord(snapshot)}
                      </Text>
                    )}
                    <Text span size="sm" c="dimmed">
                      {changeWords(snapshot)}
                    </Text>
                  </span>
                  <Text span size="xs" c="dimmed" ff="monospace" className={classes.id}>
                    {snapshot.id.slice(0, 8)}
                  </Text>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
