import type { RestoreConflict as Conflict, PathText } from "../../../shared/model/index.ts";
import { type RestoreConflict, toPathText } from "../../engine/index.ts";

const MOST_SHOWN = 100;

/** What would happen to files that are there and differ: how many, and those that a person should see first. */
export class Conflicts {
  /** Files that are newer than what would take their place. */
  replacedNewer = 0;
  /** By what is at stake: something newer is lost, something is lost, nothing is. Of each no more than are shown. */
  readonly #found: readonly Conflict[][] = [[], [], []];

  /** @param into where the path of the conflict begins */
  add(into: PathText, conflict: RestoreConflict): void {
    const { outcome, isNewer } = conflict;
    if (outcome === "replaced" && isNewer) this.replacedNewer += 1;
    const same = this.#found[outcome === "replaced" ? (isNewer ? 0 : 1) : 2];
    if (same !== undefined && same.length < MOST_SHOWN) same.push(shown(into, conflict));
  }

  get first(): readonly Conflict[] {
    return this.#found.flat().slice(0, MOST_SHOWN);
  }
}

function shown(into: PathText, conflict: RestoreConflict): Conflict {
  const { path, outcome, isNewer, bytes, bytesThere, mtimeNsThere, newName } = conflict;
  const modified = Number(mtimeNsThere / 1_000_000n);
  return {
    ...{ path: into.replace(/\/+$/, "") + toPathText(path), outcome, isNewer, bytes },
    ...(bytesThere === undefined ? {} : { bytesThere }),
    // The contract's moments begin in 1970.
    ...(modified < 0 ? {} : { modifiedThere: modified }),
    ...(newName === undefined ? {} : { newName: toPathText(newName) }),
  };
}
