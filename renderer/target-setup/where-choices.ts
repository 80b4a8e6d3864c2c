import type { PathText, Place, Space, TargetState } from "../../shared/model/index.ts";
import { baseName, isWithin } from "../components/index.ts";
import type { Where } from "./where.ts";

/** A place to choose. */
export interface Choice {
  readonly where: Where;
  readonly name: string;
  readonly location: PathText;
  readonly kind: "target" | "drive" | "folder";
  readonly space: Space | undefined;
  /** The target that it is already. */
  readonly target: TargetState | undefined;
}

/** Targets that are there, then drives without one, then folders that were picked. */
export function choicesOf(
  targets: readonly TargetState[],
  places: readonly Place[],
  otherPlaces: readonly PathText[],
): readonly Choice[] {
  const known = targets.map((state): Choice => {
    const { id, name, location } = state.target;
    return {
      where: { type: "target", targetId: id },
      name,
      location,
      kind: "target",
      space: state.space,
      target: state,
    };
  });
  const drives = places
    .filter(({ kind }) => kind === "drive")
    .filter(({ path }) => !targets.some(({ target }) => isWithin(target.location, path)))
    .map(({ path, name, space }) => placeChoice(path, name, "drive", space));
  const folders = otherPlaces
    .filter((path) => ![...known, ...drives].some(({ location }) => location === path))
    .map((path) => placeChoice(path, baseName(path), "folder", undefined));
  return [...known, ...drives, ...folders];
}

function placeChoice(location: PathText, name: string, kind: "drive" | "folder", space: Space | undefined): Choice {
  return { where: { type: "place", location }, name, location, kind, space, target: undefined };
}

/** The one to begin with: a target that can be reached, else a drive, else whatever there is. */
export function defaultWhere(choices: readonly Choice[]): Where | undefined {
  const present = choices.find(({ target }) => target?.presence === "present");
  const drive = choices.find(({ kind }) => kind === "drive");
  return (present ?? drive ?? choices[0])?.where;
}

export function keyOf(where: Where): string {
  return where.type === "target" ? `target ${where.targetId}` : `place ${where.location}`;
}
