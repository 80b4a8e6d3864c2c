import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import type { PlanState, Snapshot, SnapshotId } from "../../../../shared/model/index.ts";
import { say } from "../../../../shared/words/index.ts";
import { useNow } from "../../../components/index.ts";
import { DateField } from "./date-field.tsx";
import { Legend } from "./legend.tsx";
import classes from "./timeline.module.css";
import { stepOf } from "./timeline-keys.ts";
import { type LineTarget, TimelineLine } from "./timeline-line.tsx";
import { useTimeline } from "./use-timeline.ts";

interface TimelineProps {
  /** The newest first. */
  readonly snapshots: readonly Snapshot[];
  readonly plans: readonly PlanState[];
  readonly currentId: SnapshotId | undefined;
  readonly targetOf: (snapshot: Snapshot) => LineTarget;
}

/**
 * Snapshots by year, month and day along a line, the newest first; only lines in sight exist. Arrows, Page and Home/End move, Enter
 * opens, left and right close and open, and who types goes on in the field for a date.
 */
export function Timeline({ snapshots, plans, currentId, targetOf }: TimelineProps): ReactNode {
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const lines = useTimeline(scroller, snapshots, currentId);
  const { rows, active, perPage, go, toggle, reveal } = lines;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepOf(event.key, { rows, active, perPage });
    if (step?.type === "go") go(step.to);
    else if (step?.type === "toggle") toggle(step.key);
    else if (/^[\p{L}\d]$/u.test(event.key)) {
      setTyped(event.key);
      field.current?.focus();
    } else return;
    event.preventDefault();
  };
  const isMixed = new Set(snapshots.map(({ planId }) => planId)).size > 1;
  const context = { now, plans, isMixed, currentId, targetOf, onToggle: toggle, onTouch: lines.touch };
  return (
    <>
      <DateField field={field} typed={typed} onTyped={setTyped} snapshots={snapshots} onFound={reveal} />
      <div
        ref={scroller}
        className={classes.scroller}
        role="tree"
        aria-label={say("Snapshots by date")}
        onKeyDown={onKeyDown}
      >
        <div role="none" className={classes.all} style={{ height: lines.height }}>
          {lines.inSight.map(({ index, start }) => {
            const row = rows[index];
            return (
              row && <TimelineLine key={row.key} {...{ row, index, context, top: start, isActive: index === active }} />
            );
          })}
        </div>
      </div>
      <Legend />
    </>
  );
}
