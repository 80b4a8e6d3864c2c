import { defaultRangeExtractor, useVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import type { Snapshot, SnapshotId } from "../../../../shared/model/index.ts";
import { keysAround, openAtFirst, rowsOf, spansOf, type TimelineRow } from "./timeline-rows.ts";

const ROW_PX = 32;
const OVERSCAN = 8;

/** Which lines there are, which exist, and which has the focus. */
export interface TimelineState {
  readonly rows: readonly TimelineRow[];
  readonly inSight: readonly VirtualItem[];
  readonly height: number;
  readonly active: number;
  readonly perPage: number;
  /** A line has the focus by itself. */
  readonly touch: (index: number) => void;
  /** Gives a line the focus and brings it into sight. */
  readonly go: (index: number) => void;
  readonly toggle: (key: string) => void;
  /** Opens what a snapshot is in and brings it into sight; `isFocused` gives it the focus, too. */
  readonly reveal: (snapshot: Snapshot, isFocused: boolean) => void;
}

/** @param snapshots the newest first */
export function useTimeline(
  scroller: RefObject<HTMLElement | null>,
  snapshots: readonly Snapshot[],
  currentId: SnapshotId | undefined,
): TimelineState {
  const current = snapshots.find(({ id }) => id === currentId);
  const [open, setOpen] = useState(() => openAtFirst(snapshots, current?.time));
  const [activeKey, setActiveKey] = useState<string | undefined>(currentId);
  const wanted = useRef<{ readonly key: string; readonly isFocused: boolean }>(undefined);
  const spans = useMemo(() => spansOf(snapshots), [snapshots]);
  const rows = useMemo(() => rowsOf(spans, open), [spans, open]);
  const indexOf = useMemo(() => new Map(rows.map(({ key }, index) => [key, index])), [rows]);
  const active = indexOf.get(activeKey ?? "") ?? 0;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    useFlushSync: false,
    initialOffset: () => Math.max(0, ((indexOf.get(currentId ?? "") ?? 0) - OVERSCAN) * ROW_PX),
    // The line with the focus stays, or the keyboard would lose its place.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), active])].sort((a, b) => a - b),
  });
  const reveal = (snapshot: Snapshot, isFocused: boolean): void => {
    setOpen((old) => new Set([...old, ...keysAround(snapshot.time)]));
    setActiveKey(snapshot.id);
    wanted.current = { key: snapshot.id, isFocused };
  };
  // Somebody came to this snapshot by another way.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another one is looked at
  useEffect(() => {
    if (current !== undefined && activeKey !== current.id) reveal(current, false);
  }, [current?.id]);
  useEffect(() => {
    const { key, isFocused } = wanted.current ?? {};
    const index = indexOf.get(key ?? "");
    if (index === undefined) return;
    virtual.scrollToIndex(index, { align: "auto" });
    const line = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (isFocused && !line) return; // drawn soon
    if (isFocused) line?.focus({ preventScroll: true });
    wanted.current = undefined;
  });
  const go = (index: number): void => {
    const key = rows[index]?.key;
    if (key === undefined) return;
    setActiveKey(key);
    wanted.current = { key, isFocused: true };
  };
  const toggle = (key: string): void => {
    setOpen((old) => new Set(old.has(key) ? [...old].filter((other) => other !== key) : [...old, key]));
    setActiveKey(key);
    wanted.current = { key, isFocused: true };
  };
  return {
    ...{ rows, active, go, toggle, reveal, height: virtual.getTotalSize() },
    inSight: virtual.getVirtualItems(),
    perPage: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX) - 1),
    touch: (index) => setActiveKey(rows[index]?.key),
  };
}
