import { Group, Switch, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import type { PathText } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Crumbs } from "../file-grid/index.ts";
import type { DiskBrowserProps } from "./disk-browser-props.ts";
import { DiskGrid } from "./disk-grid.tsx";
import classes from "./folder-picker.module.css";
import { NewFolder } from "./new-folder.tsx";
import { PlaceList } from "./place-list.tsx";

/** Places on the left, the open folder on the right. */
export function DiskBrowser(props: DiskBrowserProps): ReactNode {
  const { mode, folder, onFolder } = props;
  const [showHidden, setShowHidden] = useState(false);
  const [cameFrom, setCameFrom] = useState<PathText>();
  const open = (path: PathText): void => {
    setCameFrom(folder);
    onFolder(path);
  };
  const places = useQuery(api.disk.places.queryOptions());
  const home = places.data?.find(({ kind }) => kind === "home") ?? places.data?.[0];
  useEffect(() => {
    if (folder === undefined && home !== undefined) onFolder(home.path);
    // Where places cannot be told there is always a top.
    else if (folder === undefined && places.isError) onFolder("/");
  }, [folder, home, places.isError, onFolder]);
  return (
    <div className={classes.browser}>
      <PlaceList places={places.data ?? []} folder={folder} onFolder={open} />
      <div className={classes.folder}>
        <Group justify="space-between" gap="xs" mih={34}>
          {folder !== undefined && <Crumbs path={folder} top={say("This computer")} onOpen={open} />}
          <Switch
            size="xs"
            label={say("Hidden files")}
            checked={showHidden}
            onChange={(event) => setShowHidden(event.currentTarget.checked)}
          />
        </Group>
        <div className={classes.list}>
          {folder === undefined ? (
            <Text c="dimmed">{say("Looking for places to start from…")}</Text>
          ) : (
            <DiskGrid
              key={`${folder}\n${showHidden}`}
              {...props}
              folder={folder}
              showHidden={showHidden}
              cameFrom={cameFrom}
              onFolder={open}
            />
          )}
        </div>
        {mode === "place" && folder !== undefined && <NewFolder parent={folder} onMade={open} />}
      </div>
    </div>
  );
}
