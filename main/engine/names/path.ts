import type { ByteString } from "./byte-string.ts";

/** Joins a folder and the name of one of its entries. */
export function joinPath(folder: ByteString, name: ByteString): ByteString {
  return (folder.endsWith("/") ? folder + name : `${folder}/${name}`) as ByteString;
}

/** The folder that holds a path; the root is its own parent. */
export function parentPath(path: ByteString): ByteString {
  const end = path.lastIndexOf("/");
  return (end <= 0 ? "/" : path.slice(0, end)) as ByteString;
}

/** The last component of a path. */
export function baseName(path: ByteString): ByteString {
  return path.slice(path.lastIndexOf("/") + 1) as ByteString;
}
