import { Checkbox } from "@mantine/core";
import { IconFile, IconFileSymlink, IconFileUnknown, IconFolderFilled } from "@tabler/icons-react";
import { type MouseEvent, memo, type ReactNode } from "react";
import { bytes } from "../../../shared/figures/index.ts";
import { say } from "../../../shared/words/index.ts";
import { exactBytes, formatMoment, formatShort, showPath } from "../format.ts";
import classes from "./file-grid.module.css";
import type { FileGridProps, GridEntry, Mark } from "./grid-props.ts";

const ICONS = { folder: IconFolderFilled, file: IconFile, symlink: IconFileSymlink, other: IconFileUnknown } as const;

interface GridRowProps<Entry extends GridEntry> {
  readonly index: number;
  readonly top: number;
  readonly entry: Entry | undefined;
  readonly isActive: boolean;
  readonly marks: FileGridProps<Entry>["marks"];
  readonly sizeOf: FileGridProps<Entry>["sizeOf"];
  /** The row gets the focus; with Shift, all from the last one touched to it are ticked. */
  readonly onTouch: (isRange: boolean) => void;
  readonly onOpen: (entry: Entry) => void;
}

/** A line of the grid. A click on a folder's name opens it; anywhere else ticks. */
export function GridRow<Entry extends GridEntry>(props: GridRowProps<Entry>): ReactNode {
  const { index, top, entry, isActive, marks, onTouch, onOpen } = props;
  const mark = entry === undefined ? "no" : (marks?.markOf(entry) ?? "no");
  const canMark = entry !== undefined && marks !== undefined && (marks.canMark?.(entry) ?? true);
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    onTouch(event.shiftKey);
    if (entry === undefined) return;
    const isName = event.target instanceof Element && event.target.closest("[data-opens]") !== null;
    if (isName && !event.shiftKey && !event.ctrlKey && !event.metaKey) onOpen(entry);
    else if (!event.shiftKey && canMark && mark !== "covered") marks?.onToggle(index, entry);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: see file-grid.tsx
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it has the keys
    <div
      role="row"
      aria-rowindex={index + 2}
      {...(canMark ? { "aria-selected": mark !== "no" } : {})}
      tabIndex={isActive ? 0 : -1}
      data-index={index}
      className={classes.row}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onClick}
      onDoubleClick={() => entry?.type === "folder" && onOpen(entry)}
    >
      {entry === undefined ? (
        <Unread isMulti={marks !== undefined} />
      ) : (
        <Cells entry={entry} mark={mark} isMulti={marks !== undefined} canMark={canMark} size={props.sizeOf?.(entry)} />
      )}
    </div>
  );
}

function Unread({ isMulti }: { isMulti: boolean }): ReactNode {
  return (
    // biome-ignore-start lint/a11y/useSemanticElements: see file-grid.tsx
    // biome-ignore-start lint/a11y/useFocusableInteractive: the row has the focus
    <>
      {isMulti && <span role="gridcell" className={classes.tick} />}
      <span role="gridcell" className={classes.name} data-unread>
        {say("Reading…")}
      </span>
    </>
    // biome-ignore-end lint/a11y/useFocusableInteractive: as above
    // biome-ignore-end lint/a11y/useSemanticElements: as above
  );
}

interface CellsProps {
  readonly entry: GridEntry;
  readonly mark: Mark;
  /** Whether anything can be ticked here, and this entry. */
  readonly isMulti: boolean;
  readonly canMark: boolean;
  /** In place of the size. */
  readonly size: ReactNode;
}

/** Drawn again only when something in it is different: while one scrolls, all that happens to most rows is that they are there. */
const Cells = memo(function EntryCells({ entry, mark, isMulti, canMark, size }: CellsProps): ReactNode {
  const EntryIcon = ICONS[entry.type];
  const name = showPath(entry.name);
  return (
    // biome-ignore-start lint/a11y/useSemanticElements: see file-grid.tsx
    // biome-ignore-start lint/a11y/useFocusableInteractive: the row has the focus
    <>
      {isMulti && (
        <span role="gridcell" className={classes.tick}>
          {canMark && (
            <Checkbox
              size="xs"
              tabIndex={-1}
              aria-label={say("Choose {name}", { name })}
              checked={mark !== "no"}
              disabled={mark === "covered"}
              readOnly
            />
          )}
        </span>
      )}
      <span role="gridcell" className={classes.name}>
        <EntryIcon
          size={16}
          aria-label={entry.type === "folder" ? say("Folder") : say("File")}
          data-type={entry.type}
        />
        <span
          className={classes.nameText}
          data-opens={entry.type === "folder" || undefined}
          title={name}
          translate="no"
        >
          {name}
        </span>
      </span>
      <span role="gridcell" className={classes.size} title={sizeTitle(entry)}>
        {size ?? (entry.bytes === undefined ? "" : bytes(entry.bytes))}
      </span>
      <span role="gridcell" className={classes.modified} title={momentTitle(entry)}>
        {entry.modified === undefined ? "" : formatShort(entry.modified)}
      </span>
    </>
    // biome-ignore-end lint/a11y/useFocusableInteractive: as above
    // biome-ignore-end lint/a11y/useSemanticElements: as above
  );
});

function sizeTitle({ bytes: size }: GridEntry): string | undefined {
  return size === undefined ? undefined : exactBytes(size);
}

function momentTitle({ modified }: GridEntry): string | undefined {
  return modified === undefined ? undefined : formatMoment(modified);
}
