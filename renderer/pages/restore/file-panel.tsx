import { Stack, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { PathText, SnapshotId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, baseName } from "../../components/index.ts";
import type { Where } from "../../restore-sheet/index.ts";
import { FileLook } from "./file/file-look.tsx";
import { FileVersions } from "./file/file-versions.tsx";
import classes from "./restore.module.css";

/** Who goes through a folder with the keys is not held up by every file on the way. */
const STAY_MS = 250;

interface FilePanelProps {
  readonly where: Where;
  readonly path: PathText;
  /** The snapshot of another version. */
  readonly onSnapshot: (id: SnapshotId) => void;
}

/** The file that the focus is on: what is in it, and its versions. */
export function FilePanel({ where, path: latest, onSnapshot }: FilePanelProps): ReactNode {
  const [path] = useDebouncedValue(latest, STAY_MS);
  const { targetId, snapshotId } = where;
  const versions = useQuery(api.search.versions.queryOptions({ input: { targetId, path } }));
  return (
    <Stack component="aside" gap="sm" aria-label={say("The file")} className={classes.panel}>
      <Title order={2} size="h4" className={classes.panelName} translate="no">
        {baseName(path)}
      </Title>
      <FileLook where={where} path={path} />
      <Answer query={versions} what={say("Looking for versions of this file…")}>
        {(all) => all.length > 0 && <FileVersions versions={all} chosen={snapshotId} onChoose={onSnapshot} />}
      </Answer>
    </Stack>
  );
}
