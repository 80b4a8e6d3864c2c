import { Button, Group, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconFilter } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import type { EntryOrder, PathText } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { baseName, Crumbs } from "../../components/index.ts";
import { type Chosen, isCovered, uncover, type Where } from "../../restore-sheet/index.ts";
import { EntryGrid } from "./entry-grid.tsx";
import classes from "./restore.module.css";
import { useEntriesAhead } from "./use-entries.ts";

interface SnapshotBrowserProps {
  readonly where: Where;
  readonly folder: PathText;
  readonly onFolder: (folder: PathText) => void;
  readonly chosen: Chosen;
  readonly onChosen: (chosen: Chosen) => void;
  /** Somebody went to a file; undefined: to something else. */
  readonly onFile: (path: PathText | undefined) => void;
}

/** The open folder, with the way to it and a filter by name. */
export function SnapshotBrowser(props: SnapshotBrowserProps): ReactNode {
  const { where, folder: wanted, onFolder, chosen, onChosen } = props;
  const wantedHere = JSON.stringify([where, wanted]);
  const [instead, setInstead] = useState<{ readonly of: string; readonly folder: PathText }>();
  const isElsewhere = instead?.of === wantedHere;
  const folder = isElsewhere ? instead.folder : wanted;
  const [filter, setFilter] = useState({ folder, text: "" });
  const [{ order, direction }, setSort] = useState<{ order: EntryOrder; direction: "up" | "down" }>({
    ...{ order: "name", direction: "up" },
  });
  // A grid that replaces the one with the focus takes it over.
  const [openedFrom, setOpenedFrom] = useState<PathText>();
  const text = filter.folder === folder ? filter.text : "";
  const [match] = useDebouncedValue(text, 200);
  const readAhead = useEntriesAhead(where);
  const open = (path: PathText, byGrid: boolean): void => {
    setOpenedFrom(byGrid ? folder : undefined);
    setFilter({ folder: path, text: "" });
    props.onFile(undefined);
    readAhead({ folder: path, order, direction, match: "" });
    onFolder(path);
  };
  const look = { folder, order, direction, match: text === "" ? "" : match };
  return (
    <div className={classes.browser}>
      <Group justify="space-between" gap="xs">
        <Crumbs path={folder} top={say("All")} onOpen={(path) => open(path, false)} />
        <TextInput
          size="xs"
          className={classes.filter}
          aria-label={say("Filter this folder by name")}
          placeholder={say("Filter by name")}
          leftSection={<IconFilter size={14} aria-hidden />}
          value={text}
          onChange={(event) => {
            setOpenedFrom(undefined);
            setFilter({ folder, text: event.currentTarget.value });
          }}
        />
      </Group>
      {isElsewhere && (
        <Text size="sm" role="status">
          {say("“{folder}” is not in this snapshot. This is the nearest folder above it.", {
            folder: baseName(wanted),
          })}
        </Text>
      )}
      {isCovered(chosen, folder) && (
        <Group gap="xs">
          <Text size="sm">
            {say("All of {folder} is chosen, with everything in it.", { folder: baseName(folder) })}
          </Text>
          <Button size="compact-sm" variant="default" onClick={() => onChosen(uncover(chosen, folder))}>
            {say("Choose single files instead")}
          </Button>
        </Group>
      )}
      <EntryGrid
        key={JSON.stringify([where, look])}
        {...props}
        look={look}
        onFolder={(path) => open(path, true)}
        cameFrom={openedFrom}
        onNearest={(path) => setInstead({ of: wantedHere, folder: path })}
        onSort={(next) => {
          setOpenedFrom(undefined);
          setSort({ order: next, direction: next === order && direction === "up" ? "down" : "up" });
        }}
      />
    </div>
  );
}
