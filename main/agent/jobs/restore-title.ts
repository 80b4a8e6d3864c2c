import type { PathText, RestoreRequest } from "../../../shared/model/index.ts";
import { fromPathText, toText } from "../../engine/index.ts";

/** What a restore brings back, in words: “Restore letter.odt”, “Restore 3 items”. */
export function restoreTitle({ selections }: Pick<RestoreRequest, "selections">): string {
  const [only] = selections;
  const items = selections.reduce((sum, { names }) => sum + Math.max(1, names.length), 0);
  if (items !== 1 || only === undefined) return `Restore ${items} items`;
  const name = only.names[0] ?? lastName(only.folder);
  // Names may be no text; what people read need not lead back to them.
  return name === "" ? "Restore everything" : `Restore ${toText(fromPathText(name))}`;
}

function lastName(path: PathText): string {
  return path.split("/").findLast((name) => name !== "") ?? "";
}

/** Where a restore writes to, as far as one place says it: the chosen folder or file, or the deepest folder that all was in. */
export function restoreDestination({
  selections,
  destination,
}: Pick<RestoreRequest, "selections" | "destination">): PathText {
  if (destination.type === "folder") return destination.folder;
  if (destination.type === "zip") return destination.file;
  const ways = selections.map(({ folder }) => folder.split("/").filter((name) => name !== ""));
  const [first = [], ...others] = ways;
  const end = first.findIndex((name, at) => others.some((way) => way[at] !== name));
  return `/${(end < 0 ? first : first.slice(0, end)).join("/")}`;
}
