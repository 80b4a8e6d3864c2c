import { Checkbox } from "@mantine/core";
import { type ReactNode, useRef } from "react";
import { say } from "../../../shared/words/index.ts";
import classes from "./file-grid.module.css";
import type { FileGridProps, GridEntry, GridSort } from "./grid-props.ts";
import { GridRow } from "./grid-row.tsx";
import { SortHeading } from "./sort-heading.tsx";
import { useGridKeys } from "./use-grid-keys.ts";
import { useGridRows } from "./use-grid-rows.ts";

/**
 * A folder as a grid of 28-pixel rows of which only those in sight exist; one of them has the focus, and stays even out of
 * sight. Arrows, Page and Home/End move, Enter opens, Space ticks, letters find a name, Ctrl+A ticks all.
 */
export function FileGrid<Entry extends GridEntry>(props: FileGridProps<Entry>): ReactNode {
  const { label, total, entryAt, marks, sort, sizeOf } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useGridRows(scroller, props);
  const onKeyDown = useGridKeys(rows, props);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a table cannot be placed one by one, so most would have to exist
    <div
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      {...(marks === undefined ? {} : { "aria-multiselectable": true })}
      className={classes.grid}
      data-marks={marks !== undefined || undefined}
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      <Headings marks={marks} sort={sort} total={total} />
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div ref={scroller} role="rowgroup" className={classes.scroller} tabIndex={-1}>
        <div role="presentation" className={classes.all} style={{ height: rows.height }}>
          {rows.inSight.map(({ index, start }) => (
            <GridRow
              key={index}
              index={index}
              top={start}
              entry={entryAt(index)}
              isActive={index === rows.active}
              marks={marks}
              sizeOf={sizeOf}
              onTouch={(isRange) => rows.touch(index, isRange)}
              onOpen={props.onOpen}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

type HeadingsProps<Entry extends GridEntry> = Pick<FileGridProps<Entry>, "total"> & {
  readonly marks: FileGridProps<Entry>["marks"];
  readonly sort: GridSort | undefined;
};

function Headings<Entry extends GridEntry>({ marks, sort, total }: HeadingsProps<Entry>): ReactNode {
  return (
    // biome-ignore-start lint/a11y/useSemanticElements: as above
    // biome-ignore-start lint/a11y/useFocusableInteractive: what can be done in it is a button or a box of its own
    <div role="rowgroup">
      <div role="row" aria-rowindex={1} className={classes.headings}>
        {marks !== undefined && (
          <span role="columnheader" className={classes.tick}>
            <Checkbox
              size="xs"
              aria-label={say("Choose all")}
              checked={marks.isAll}
              indeterminate={!marks.isAll && marks.isSome}
              disabled={total === 0}
              onChange={marks.onAll}
            />
          </span>
        )}
        <SortHeading order="name" sort={sort} className={classes.name}>
          {say("Name")}
        </SortHeading>
        <SortHeading order="size" sort={sort} className={classes.size}>
          {say("Size")}
        </SortHeading>
        <SortHeading order="modified" sort={sort} className={classes.modified}>
          {say("Changed")}
        </SortHeading>
      </div>
    </div>
    // biome-ignore-end lint/a11y/useFocusableInteractive: as above
    // biome-ignore-end lint/a11y/useSemanticElements: as above
  );
}
