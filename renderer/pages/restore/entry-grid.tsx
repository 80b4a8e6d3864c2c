import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { EntryOrder, PathText, SnapshotEntry } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import {
  baseName,
  ErrorNote,
  FileGrid,
  findByPrefix,
  joined,
  Loading,
  parentOf,
  useStartAt,
} from "../../components/index.ts";
import {
  add,
  type Chosen,
  chooseAll,
  clearFolder,
  isAllChosen,
  isCovered,
  markIn,
  toggle,
  type Where,
} from "../../restore-sheet/index.ts";
import { isNotThere, NearestFolder } from "./nearest-folder.tsx";
import classes from "./restore.module.css";
import { ENTRIES_PAGE, type Look, useEntries } from "./use-entries.ts";

interface EntryGridProps {
  readonly where: Where;
  readonly look: Look;
  readonly onFolder: (folder: PathText) => void;
  readonly onSort: (order: EntryOrder) => void;
  readonly chosen: Chosen;
  readonly onChosen: (chosen: Chosen) => void;
  /** The folder whose list had the focus; absent: the focus stays where it is. */
  readonly cameFrom: PathText | undefined;
  /** Somebody went to a file; undefined: to something else. */
  readonly onFile: (path: PathText | undefined) => void;
  /** The snapshot does not have the folder; this is the nearest one above it. */
  readonly onNearest: (folder: PathText) => void;
}

/** The entries of a folder of a snapshot. */
export function EntryGrid(props: EntryGridProps): ReactNode {
  const { where, look, onFolder, onSort, cameFrom } = props;
  const { folder, order, direction, match } = look;
  const pages = useEntries(where, look);
  const marks = useMarks(props, pages);
  const parent = parentOf(folder);
  const start = useStartAt({ folder, cameFrom, pageSize: ENTRIES_PAGE }, pages);
  if (isNotThere(pages.error)) return <NearestFolder where={where} folder={folder} onFound={props.onNearest} />;
  if (pages.error !== null) {
    return <ErrorNote error={pages.error} action={{ label: say("Try again"), onClick: pages.retry }} />;
  }
  if (pages.first === undefined || start === undefined)
    return <Loading what={say("Reading {folder}…", { folder: baseName(folder) })} />;
  const { total } = pages.first;
  if (total === 0) {
    return (
      <Text c="dimmed" className={classes.nothing}>
        {match === ""
          ? say("This folder is empty.")
          : say("Nothing in this folder has “{match}” in its name.", { match })}
      </Text>
    );
  }
  return (
    <>
      <FileGrid
        label={say("Contents of {folder}", { folder: baseName(folder) })}
        total={total}
        entryAt={pages.entryAt}
        onSight={pages.show}
        onFind={(prefix, from) => findByPrefix(prefix, { from, total, pageSize: ENTRIES_PAGE }, pages.pageAt)}
        onActive={({ name, type }) => props.onFile(type === "file" ? joined(folder, name) : undefined)}
        onOpen={({ name }) => onFolder(joined(folder, name))}
        {...(parent === undefined ? {} : { onUp: () => onFolder(parent) })}
        marks={marks}
        sort={{ order, direction, onSort }}
        focusOnMount={cameFrom !== undefined}
        startAt={start}
      />
      {pages.pageError !== null && (
        <ErrorNote error={pages.pageError} action={{ label: say("Try again"), onClick: pages.retry }} />
      )}
    </>
  );
}

function useMarks({ look, chosen, onChosen }: EntryGridProps, pages: ReturnType<typeof useEntries>) {
  const { folder, match } = look;
  const isAll = isCovered(chosen, folder) || isAllChosen(chosen, folder, match);
  const range = async (from: number, to: number): Promise<void> => {
    const [first, last] = [Math.min(from, to), Math.max(from, to)];
    const entries: SnapshotEntry[] = [];
    for (let page = Math.floor(first / ENTRIES_PAGE); page <= Math.floor(last / ENTRIES_PAGE); page++) {
      const start = page * ENTRIES_PAGE;
      const read = await pages.pageAt(page);
      entries.push(...read.entries.filter((_, at) => start + at >= first && start + at <= last));
    }
    onChosen(add(chosen, folder, entries));
  };
  const onAll = (): void => {
    if (pages.first === undefined || isCovered(chosen, folder)) return;
    const { total, files, bytes } = pages.first;
    onChosen(isAll ? clearFolder(chosen, folder) : chooseAll(chosen, folder, { match, entries: total, files, bytes }));
  };
  return {
    ...{ isAll, onAll },
    isSome: chosen.has(folder),
    markOf: ({ name }: SnapshotEntry) => markIn(chosen, folder, name),
    onToggle: (_: number, entry: SnapshotEntry) => onChosen(toggle(chosen, folder, entry)),
    onRange: (from: number, to: number) => void range(from, to),
  };
}
