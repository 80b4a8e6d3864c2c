import type { ReactNode } from "react";
import type { EntryOrder, Moment, PathText } from "../../../shared/model/index.ts";

/** An entry as a line of the grid. */
export interface GridEntry {
  readonly name: PathText;
  readonly type: "folder" | "file" | "symlink" | "other";
  readonly bytes?: number | undefined;
  readonly modified?: Moment | undefined;
}

/** `covered`: ticked because a folder above it is. */
export type Mark = "yes" | "no" | "covered";

export interface GridSort {
  readonly order: EntryOrder;
  readonly direction: "up" | "down";
  readonly onSort: (order: EntryOrder) => void;
}

export interface FileGridProps<Entry extends GridEntry> {
  /** What is listed, for a screen reader. */
  readonly label: string;
  readonly total: number;
  /** Undefined as long as it is not read. */
  readonly entryAt: (index: number) => Entry | undefined;
  /** Told whenever other entries come into sight. */
  readonly onSight: (first: number, last: number) => void;
  /** Finds a name by its beginning. */
  readonly onFind: (prefix: string, from: number) => Promise<number | undefined>;
  readonly onOpen: (entry: Entry) => void;
  /** Somebody went to an entry, by key or click. */
  readonly onActive?: (entry: Entry) => void;
  /** Backspace. */
  readonly onUp?: () => void;
  /** Without it nothing can be ticked. */
  readonly marks?: {
    readonly markOf: (entry: Entry) => Mark;
    readonly isAll: boolean;
    readonly isSome: boolean;
    readonly onToggle: (index: number, entry: Entry) => void;
    /** From the entry touched last to this one. */
    readonly onRange: (from: number, to: number) => void;
    readonly onAll: () => void;
    /** Whether an entry can be ticked at all. */
    readonly canMark?: (entry: Entry) => boolean;
  };
  readonly sort?: GridSort;
  /** In place of the size of a folder: counted while one looks. */
  readonly sizeOf?: (entry: Entry) => ReactNode;
  /** Takes the focus when it appears, because the list before it had it. */
  readonly focusOnMount?: boolean;
  /** The row that has the focus first, when it is not the first one. */
  readonly startAt?: number;
}
