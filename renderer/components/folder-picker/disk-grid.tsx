import { Text } from "@mantine/core";
import { type ReactNode, useCallback } from "react";
import { bytes } from "../../../shared/figures/index.ts";
import type { DiskEntry, PathText } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { ErrorNote } from "../error-note.tsx";
import { FileGrid, findByPrefix, parentOf, useStartAt } from "../file-grid/index.ts";
import { baseName } from "../format.ts";
import { Loading } from "../loading.tsx";
import { markOf, toggled, withoutNested } from "./chosen-paths.ts";
import type { DiskBrowserProps } from "./disk-browser-props.ts";
import classes from "./folder-picker.module.css";
import { DISK_PAGE, useDiskFolder } from "./use-disk-folder.ts";

interface DiskGridProps extends DiskBrowserProps {
  readonly folder: PathText;
  readonly showHidden: boolean;
  /** The folder that was open before. */
  readonly cameFrom: PathText | undefined;
}

/** The entries of the open folder. What cannot be read says so in their place. */
export function DiskGrid(props: DiskGridProps): ReactNode {
  const { folder, showHidden, mode, onFolder, measures, cameFrom } = props;
  const pages = useDiskFolder(folder, { onlyFolders: mode !== "folders-and-files", showHidden });
  const total = pages.first?.total ?? 0;
  const parent = pages.first?.parent ?? parentOf(folder);
  const marks = useMarks(props, pages, total);
  const sizeOf = useCallback(
    ({ path, type }: DiskEntry): ReactNode => {
      const measure = type === "folder" ? measures.get(path) : undefined;
      if (measure === undefined) return undefined;
      return `${bytes(measure.bytes)}${measure.isFinal ? "" : " …"}`;
    },
    [measures],
  );
  const start = useStartAt({ folder, cameFrom, pageSize: DISK_PAGE }, pages);
  if (pages.error !== null) {
    return <ErrorNote error={pages.error} action={{ label: say("Try again"), onClick: pages.retry }} />;
  }
  if (pages.first === undefined || start === undefined)
    return <Loading what={say("Reading {folder}…", { folder: baseName(folder) })} />;
  if (total === 0) return <Nothing isPlace={mode === "place"} showHidden={showHidden} />;
  return (
    <>
      <FileGrid
        label={say("Contents of {folder}", { folder: baseName(folder) })}
        total={total}
        entryAt={pages.entryAt}
        onSight={pages.show}
        onFind={(prefix, from) => findByPrefix(prefix, { from, total, pageSize: DISK_PAGE }, pages.pageAt)}
        onOpen={(entry) => onFolder(entry.path)}
        {...(parent === undefined ? {} : { onUp: () => onFolder(parent) })}
        {...(mode === "place" ? {} : { marks })}
        sizeOf={sizeOf}
        focusOnMount
        startAt={start}
      />
      {pages.pageError !== null && (
        <ErrorNote error={pages.pageError} action={{ label: say("Try again"), onClick: pages.retry }} />
      )}
    </>
  );
}

function Nothing({ isPlace, showHidden }: { isPlace: boolean; showHidden: boolean }): ReactNode {
  return (
    <Text c="dimmed" className={classes.nothing}>
      {isPlace
        ? say("There are no folders in this one. You can use it as it is.")
        : say("There is nothing to choose in this folder.")}
      {!showHidden && ` ${say("Hidden files are not shown.")}`}
    </Text>
  );
}

type DiskPages = ReturnType<typeof useDiskFolder>;

/** Ticks in the open folder. “All” is the folder itself: that also takes what will be in it one day. */
function useMarks({ folder, mode, ticked, onTicked }: DiskGridProps, pages: DiskPages, total: number) {
  const own = markOf(ticked, folder);
  const range = async (from: number, to: number): Promise<void> => {
    const [first, last] = [Math.min(from, to), Math.max(from, to)];
    const paths: PathText[] = [];
    for (let page = Math.floor(first / DISK_PAGE); page <= Math.floor(last / DISK_PAGE); page++) {
      const { entries } = await pages.pageAt(page);
      const start = page * DISK_PAGE;
      paths.push(...entries.filter((_, at) => start + at >= first && start + at <= last).map(({ path }) => path));
    }
    onTicked(withoutNested([...ticked, ...paths]));
  };
  return {
    markOf: (entry: DiskEntry) => markOf(ticked, entry.path),
    canMark: (entry: DiskEntry) => entry.type === "folder" || mode === "folders-and-files",
    isAll: own !== "no" && total > 0,
    isSome: ticked.some((path) => path !== folder && markOf([folder], path) === "covered"),
    onToggle: (_: number, entry: DiskEntry) => onTicked(toggled(ticked, entry.path)),
    onRange: (from: number, to: number) => void range(from, to),
    onAll: () => own !== "covered" && onTicked(toggled(ticked, folder)),
  };
}
