import type { PathText } from "../../../shared/model/index.ts";
import { showPath } from "../format.ts";

/** A folder on the way from the top to another one. */
export interface Crumb {
  readonly path: PathText;
  readonly name: string;
}

/** The way to a folder, from the top. `top` is what the top is called. */
export function crumbsOf(path: PathText, top: string): readonly Crumb[] {
  const isOnVolume = /^[A-Za-z]:/.test(path);
  const names = path.split("/").filter((name) => name !== "");
  const crumbs = names.map((name, index) => {
    const until = names.slice(0, index + 1).join("/");
    const isVolume = isOnVolume && index === 0;
    return { path: `${isOnVolume ? "" : "/"}${until}${isVolume ? "/" : ""}`, name: showPath(name) };
  });
  return isOnVolume ? crumbs : [{ path: "/", name: top }, ...crumbs];
}

/** The folder that a path is in; undefined at the top. */
export function parentOf(path: PathText): PathText | undefined {
  return crumbsOf(path, "").at(-2)?.path;
}

/** The path of an entry. */
export function joined(folder: PathText, name: PathText): PathText {
  return folder.endsWith("/") ? `${folder}${name}` : `${folder}/${name}`;
}

/** Whether a path is a folder itself or anything below it. */
export function isWithin(path: PathText, folder: PathText): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
