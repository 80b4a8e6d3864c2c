import { VisuallyHidden } from "@mantine/core";
import { IconCheck, IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { count as figure } from "../../../../shared/figures/index.ts";
import type { Moment, PlanState, Snapshot } from "../../../../shared/model/index.ts";
import { say } from "../../../../shared/words/index.ts";
import { formatTime } from "../../../components/index.ts";
import { makerOf } from "../snapshot-words.ts";
import classes from "./timeline.module.css";
import { dotSize, type SnapshotRow, type SpanRow, type TimelineRow } from "./timeline-rows.ts";
import { addedWords, dayName, snapshotTitle, spanName, spanTitle } from "./timeline-words.ts";

/** Where a line of the timeline leads. */
export interface LineTarget {
  readonly to: string;
  readonly search: Readonly<Record<string, string>>;
}

/** What all lines share. */
export interface LineContext {
  readonly now: Moment;
  readonly plans: readonly PlanState[];
  /** Snapshots of more than one plan are listed: each says of which it is. */
  readonly isMixed: boolean;
  readonly currentId: string | undefined;
  readonly targetOf: (snapshot: Snapshot) => LineTarget;
  readonly onToggle: (key: string) => void;
  /** The line has the focus now. */
  readonly onTouch: (index: number) => void;
}

interface LineProps<Row extends TimelineRow> {
  readonly row: Row;
  readonly index: number;
  readonly top: number;
  readonly isActive: boolean;
  readonly context: LineContext;
}

/** A line of the timeline: a span that opens, or a snapshot to go to. */
export function TimelineLine({ row, ...props }: LineProps<TimelineRow>): ReactNode {
  return row.kind === "span" ? <SpanLine row={row} {...props} /> : <SnapshotLine row={row} {...props} />;
}

function commonOf<Row extends TimelineRow>({ row, index, top, context }: LineProps<Row>) {
  return {
    "aria-level": row.level,
    "aria-posinset": row.position,
    "aria-setsize": row.siblings,
    "data-index": index,
    style: { transform: `translateY(${top}px)` },
    onFocus: () => context.onTouch(index),
  };
}

function SpanLine(props: LineProps<SpanRow>): ReactNode {
  const { row, context } = props;
  const { span, isOpen, key } = row;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const count = say("{count, plural, one {# snapshot} other {# snapshots}}", { count: span.count });
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it has the keys
    <div
      role="treeitem"
      {...commonOf(props)}
      tabIndex={props.isActive ? 0 : -1}
      aria-expanded={isOpen}
      className={classes.span}
      data-unit={span.unit}
      onClick={() => context.onToggle(key)}
    >
      <Chevron size={16} aria-hidden className={classes.chevron} />
      <span className={classes.name}>
        {spanName(span, context.now)}
        <VisuallyHidden> {say("{span}, {count}", { span: spanTitle(span, context.now), count })}</VisuallyHidden>
      </span>
      <span className={classes.count} title={count} aria-hidden>
        {figure(span.count)}
      </span>
    </div>
  );
}

function SnapshotLine(props: LineProps<SnapshotRow>): ReactNode {
  const { row, context } = props;
  const { snapshot, isAlone } = row;
  const { now, plans, isMixed, currentId, targetOf } = context;
  const title = snapshotTitle(snapshot, plans);
  const isCurrent = snapshot.id === currentId;
  return (
    <Link
      role="treeitem"
      {...commonOf(props)}
      {...targetOf(snapshot)}
      tabIndex={props.isActive ? 0 : -1}
      resetScroll={false}
      preload={false}
      title={title}
      {...(isCurrent ? { "aria-current": "true" as const } : {})}
      className={classes.snapshot}
    >
      <span className={classes.dot} data-size={dotSize(snapshot)} data-full={snapshot.mode === "full" || undefined} />
      <span className={classes.time}>
        {isAlone && <span className={classes.day}>{dayName(snapshot.time, now)}</span>}
        {formatTime(snapshot.time)}
      </span>
      <VisuallyHidden> {title}</VisuallyHidden>
      <span className={classes.words} aria-hidden>
        {isMixed ? makerOf(snapshot, plans) : ""}
        {snapshot.mode === "full" && <span className={classes.full}>{say("full")}</span>}
      </span>
      <span className={classes.added} aria-hidden>
        {addedWords(snapshot)}
      </span>
      {snapshot.provenAt === undefined ? <span /> : <IconCheck size={15} aria-hidden className={classes.tick} />}
    </Link>
  );
}
