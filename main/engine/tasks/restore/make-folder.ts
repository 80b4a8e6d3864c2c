import { AppError } from "../../../../shared/errors/index.ts";
import { NotAFolder, type RestoreFolder } from "../../destination/index.ts";
import { type ByteString, joinPath } from "../../names/index.ts";

/** Makes a folder, and those above it that only led to something so far. @returns whether it is new, and so empty */
export function makeFolder(destination: RestoreFolder, path: ByteString): boolean {
  try {
    return destination.makeFolder(path);
  } catch (error) {
    // Folders that only lead to something are not made before there is something.
    if (!isMissingParent(error)) throw error;
    return makeWay(destination, path);
  }
}

/** Has a dry run meet what would be in the way of a folder. @throws {NotAFolder} */
export function lookAtFolder(destination: RestoreFolder, path: ByteString): void {
  const existing = destination.existing(path);
  if (existing === undefined || existing.type === "dir") return;
  throw new NotAFolder(joinPath(destination.root, path), existing.type === "symlink");
}

function isMissingParent(error: unknown): boolean {
  return error instanceof AppError && error.facts["errno"] === "ENOENT";
}

function makeWay(destination: RestoreFolder, path: ByteString): boolean {
  for (let end = path.indexOf("/"); end > 0; end = path.indexOf("/", end + 1)) {
    destination.makeFolder(path.slice(0, end) as ByteString); // a piece of a byte string
  }
  return destination.makeFolder(path);
}
