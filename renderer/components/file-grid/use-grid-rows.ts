import { defaultRangeExtractor, useVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { FileGridProps, GridEntry } from "./grid-props.ts";

const ROW_PX = 28;
/** Rows beyond the edge that exist too, so that fast scrolling shows no gap. */
const OVERSCAN = 8;

/** Rows beyond the edge that are read too, so that who scrolls to read finds them there. */
const AHEAD = 100;

/** Which rows exist, and which of them has the focus. */
export interface GridRows {
  readonly inSight: readonly VirtualItem[];
  /** Of all rows together, in pixels. */
  readonly height: number;
  readonly active: number;
  /** How many rows a page has. */
  readonly perPage: number;
  /** Gives a row the focus and brings it into sight; `isRange` ticks all from the last touched one to it. */
  readonly touch: (index: number, isRange: boolean) => void;
}

export function useGridRows<Entry extends GridEntry>(
  scroller: RefObject<HTMLDivElement | null>,
  { total, entryAt, onSight, onActive, marks, focusOnMount = false, startAt = 0 }: FileGridProps<Entry>,
): GridRows {
  const [active, setActive] = useState(startAt);
  const anchor = useRef(startAt);
  const wantsFocus = useRef(focusOnMount);
  const shown = Math.min(active, Math.max(0, total - 1));
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    useFlushSync: false,
    // In the middle, so that its neighbours are seen too.
    initialOffset: () => Math.max(0, (startAt - OVERSCAN) * ROW_PX),
    // The row with the focus stays, or the keyboard would lose its place.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), shown])].sort((a, b) => a - b),
  });
  const { range } = virtual;
  const [first, last] = [range?.startIndex ?? 0, range?.endIndex ?? 0];
  useEffect(() => onSight(Math.max(0, first - AHEAD), last + AHEAD), [first, last, onSight]);
  useEffect(() => {
    if (!wantsFocus.current) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${shown}"]`);
    row?.focus({ preventScroll: true });
    if (row) wantsFocus.current = false;
  });
  const touch = (index: number, isRange: boolean): void => {
    const next = Math.max(0, Math.min(total - 1, index));
    wantsFocus.current = true;
    setActive(next);
    const entry = entryAt(next);
    if (entry !== undefined) onActive?.(entry);
    virtual.scrollToIndex(next, { align: "auto" });
    if (isRange) marks?.onRange(anchor.current, next);
    else anchor.current = next;
  };
  return {
    inSight: total === 0 ? [] : virtual.getVirtualItems(),
    height: virtual.getTotalSize(),
    active: shown,
    perPage: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX) - 1),
    touch,
  };
}
