import type { Measure, PathText } from "../../../shared/model/index.ts";
import { isWithin } from "../file-grid/index.ts";

/** Paths without those that lie in another one of them: these are in it anyway. In the order given. */
export function withoutNested(paths: readonly PathText[]): readonly PathText[] {
  const unique = [...new Set(paths)];
  return unique.filter((path) => !unique.some((other) => other !== path && isWithin(path, other)));
}

/** Ticks a path or takes its tick away; what lies within a ticked folder needs no tick of its own. */
export function toggled(chosen: readonly PathText[], path: PathText): readonly PathText[] {
  return chosen.includes(path) ? chosen.filter((other) => other !== path) : withoutNested([...chosen, path]);
}

/** How a path is ticked: by itself, because a folder above it is, or not. */
export function markOf(chosen: readonly PathText[], path: PathText): "yes" | "covered" | "no" {
  if (chosen.includes(path)) return "yes";
  return chosen.some((other) => isWithin(path, other)) ? "covered" : "no";
}

/** How much is in all of some paths, as counted so far. */
export interface Total {
  readonly files: number;
  readonly bytes: number;
  /** Whether there may be more. */
  readonly isFinal: boolean;
}

export function totalOf(paths: readonly PathText[], measures: ReadonlyMap<PathText, Measure>): Total {
  const none = { files: 0, bytes: 0, isFinal: false };
  return withoutNested(paths)
    .map((path) => measures.get(path) ?? none)
    .reduce((sum, { files, bytes, isFinal }) => added(sum, files, bytes, isFinal), {
      files: 0,
      bytes: 0,
      isFinal: true,
    });
}

function added(sum: Total, files: number, bytes: number, isFinal: boolean): Total {
  return { files: sum.files + files, bytes: sum.bytes + bytes, isFinal: sum.isFinal && isFinal };
}
