import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import type { SnapshotChange } from "../../../../shared/model/index.ts";
import { say } from "../../../../shared/words/index.ts";
import type { Pages } from "../../../components/index.ts";
import { ChangeLine } from "./change-line.tsx";
import classes from "./compare.module.css";
import type { ChangesPage, Comparison } from "./use-changes.ts";

const ROW_PX = 52;
const OVERSCAN = 6;

interface ChangeListProps {
  readonly total: number;
  readonly pages: Pages<ChangesPage, SnapshotChange>;
  readonly comparison: Comparison;
  readonly onRestore: (change: SnapshotChange) => void;
}

/** What differs, by path. Only lines in sight exist; the list scrolls with the keyboard like a page. */
export function ChangeList({ total, pages, comparison, onRestore }: ChangeListProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    useFlushSync: false,
  });
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  const { show } = pages;
  useEffect(() => show(Math.max(0, startIndex - OVERSCAN), endIndex + OVERSCAN), [startIndex, endIndex, show]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={say("What differs")}>
      {/* biome-ignore lint/a11y/useSemanticElements: lines are placed one by one, and most do not exist */}
      <div role="list" className={classes.all} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <ChangeLine
            key={index}
            {...{ index, total, comparison, onRestore, top: start, change: pages.entryAt(index) }}
          />
        ))}
      </div>
    </section>
  );
}
