import { type ReactNode, useState } from "react";
import type { PathText, RunId, SnapshotId, TargetId } from "../../shared/model/index.ts";
import { parentOf } from "../components/index.ts";
import { type Chosen, RestoreSheet } from "../restore-sheet/index.ts";

/** One entry of one snapshot that is to be brought back. */
export interface HitRestore {
  readonly targetId: TargetId;
  readonly snapshotId: SnapshotId;
  readonly path: PathText;
  readonly isFolder: boolean;
  readonly bytes: number;
}

/** The sheet for one entry: what opens it, and what shows it. */
export function useHitRestore(): { readonly restore: (what: HitRestore) => void; readonly sheet: ReactNode } {
  const [what, setWhat] = useState<HitRestore>();
  return {
    restore: setWhat,
    sheet: what === undefined ? null : <HitSheet what={what} onClose={() => setWhat(undefined)} />,
  };
}

/** Asks where to, says what that would do, does it, and says how it ended. */
export function HitSheet({ what, onClose }: { readonly what: HitRestore; readonly onClose: () => void }): ReactNode {
  const [runId, setRunId] = useState<RunId>();
  const { targetId, snapshotId } = what;
  return (
    <RestoreSheet
      isOpen
      where={{ targetId, snapshotId }}
      chosen={chosenOf(what)}
      runId={runId}
      onStarted={setRunId}
      onClose={onClose}
    />
  );
}

function chosenOf({ path, isFolder, bytes }: HitRestore): Chosen {
  const folder = parentOf(path) ?? "/";
  const name = path.slice(folder.endsWith("/") ? folder.length : folder.length + 1);
  return new Map([[folder, { all: undefined, names: new Map([[name, { isFolder, bytes }]]) }]]);
}
