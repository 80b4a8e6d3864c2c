import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type FileVersion, type PathText, SnapshotId, TargetId } from "../../../../shared/model/index.ts";
import { say } from "../../../../shared/words/index.ts";
import { api } from "../../../client/index.ts";
import { Answer, baseName, EmptyState, PageFrame, parentOf, showPath } from "../../../components/index.ts";
import { fromAddress, NoSuchPage, paths, toAddress, useParam } from "../../../navigation/index.ts";
import { useHitRestore } from "../../../search/index.ts";
import { TargetNotes } from "../target-notes.tsx";
import classes from "./file.module.css";
import { FileLook } from "./file-look.tsx";
import { FileVersions, indexOf } from "./file-versions.tsx";

/** One file through time: what is in it, the versions there are, and the way to get one back. */
export function FilePage(): ReactNode {
  const targetId = useParam("targetId", TargetId);
  // What is in an address may be anything.
  const search: { path?: unknown; snapshot?: unknown } = useSearch({ strict: false });
  const path = fromAddress(search.path);
  if (path === undefined) throw new NoSuchPage();
  const versions = useQuery(api.search.versions.queryOptions({ input: { targetId, path } }));
  const targets = useQuery(api.targets.list.queryOptions());
  const state = targets.data?.find(({ target }) => target.id === targetId);
  return (
    <PageFrame
      title={say("Versions of {name}", { name: baseName(path) })}
      heading={<span translate="no">{baseName(path)}</span>}
      isWide
      above={
        <Anchor component={Link} to={paths.restoreTarget(targetId)} size="sm">
          <Group gap={2} component="span">
            <IconChevronLeft size={16} aria-hidden />
            {state === undefined
              ? say("All snapshots")
              : say("All snapshots on {target}", { target: state.target.name })}
          </Group>
        </Anchor>
      }
    >
      {state !== undefined && <TargetNotes state={state} />}
      <Answer query={versions} what={say("Looking for versions of this file…")}>
        {(all) => <File {...{ targetId, path, versions: all }} snapshot={SnapshotId.safeParse(search.snapshot).data} />}
      </Answer>
    </PageFrame>
  );
}

interface FileProps {
  readonly targetId: TargetId;
  readonly path: PathText;
  readonly versions: readonly FileVersion[];
  readonly snapshot: SnapshotId | undefined;
}

function File({ targetId, path, versions, snapshot }: FileProps): ReactNode {
  const navigate = useNavigate();
  const { restore, sheet } = useHitRestore();
  const newest = versions[0]?.snapshots[0]?.id;
  if (newest === undefined) return <EmptyState says={say("No snapshot that is known on this target has this file.")} />;
  const chosen = snapshot ?? newest;
  const version = versions[indexOf(versions, chosen)];
  const where = { targetId, snapshotId: chosen };
  const folder = parentOf(path) ?? "/";
  const show = (id: SnapshotId): void =>
    void navigate({
      ...{ to: paths.restoreFile(targetId), search: { path: toAddress(path), snapshot: id } },
      ...{ replace: true, resetScroll: false },
    });
  return (
    <>
      <Group justify="space-between" align="flex-end">
        <Text c="dimmed" className={classes.path} translate="no">
          {showPath(folder)}
        </Text>
        <Group gap="xs">
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link to={paths.restoreSnapshot(targetId, chosen)} search={{ folder: toAddress(folder) }} {...props} />
            )}
          >
            {say("Open its folder")}
          </Button>
          <Button
            onClick={() =>
              restore({ ...where, path, isFolder: version?.type === "folder", bytes: version?.bytes ?? 0 })
            }
          >
            {say("Restore…")}
          </Button>
        </Group>
      </Group>
      <div className={classes.parts}>
        <section aria-label={say("What is in the file")}>
          <FileLook where={where} path={path} />
        </section>
        <Stack component="section" aria-label={say("Versions")}>
          <FileVersions versions={versions} chosen={chosen} onChoose={show} />
        </Stack>
      </div>
      {sheet}
    </>
  );
}
