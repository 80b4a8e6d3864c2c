import { UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { EntryOrder } from "../../../shared/model/index.ts";
import classes from "./file-grid.module.css";
import type { GridSort } from "./grid-props.ts";

interface SortHeadingProps {
  readonly order: EntryOrder;
  readonly sort: GridSort | undefined;
  readonly className: string | undefined;
  readonly children: string;
}

/** The heading of a column; a button if the list can be sorted by it. */
export function SortHeading({ order, sort, className, children }: SortHeadingProps): ReactNode {
  const isSorted = sort?.order === order;
  const Arrow = sort?.direction === "down" ? IconArrowDown : IconArrowUp;
  const sorted = isSorted ? ({ "aria-sort": sort.direction === "up" ? "ascending" : "descending" } as const) : {};
  return (
    // biome-ignore lint/a11y/useSemanticElements: see file-grid.tsx
    // biome-ignore lint/a11y/useFocusableInteractive: the button in it has the focus
    <span role="columnheader" className={className} {...sorted}>
      {sort === undefined ? (
        children
      ) : (
        <UnstyledButton className={classes.sort} onClick={() => sort.onSort(order)}>
          {children}
          {isSorted && <Arrow size={14} aria-hidden />}
        </UnstyledButton>
      )}
    </span>
  );
}
