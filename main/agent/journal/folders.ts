import type { ByteString } from "../../engine/index.ts";

/** Whether a path is a folder or below it. */
export function isWithin(path: ByteString, folder: ByteString): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** The folders above a path, the nearest first: for `/a/b` they are `/a` and `/`; for `C:/a` it is `C:/` and `C:`. */
export function pathsAbove(path: ByteString): ByteString[] {
  const above: ByteString[] = [];
  for (let end = path.lastIndexOf("/"); end >= 0; end = end === 0 ? -1 : path.lastIndexOf("/", end - 1)) {
    // A piece of a byte string is one. A root is written with its slash, a drive of Windows also without.
    if (end === 0 || path[end - 1] === ":") above.push(path.slice(0, end + 1) as ByteString);
    if (end > 0) above.push(path.slice(0, end) as ByteString);
  }
  return above.filter((each) => each !== path);
}

/** Without those that are in another one. */
export function outermost(folders: readonly ByteString[]): ByteString[] {
  const distinct = [...new Set(folders)];
  return distinct.filter((folder) => !distinct.some((other) => other !== folder && isWithin(folder, other)));
}
