import { posix } from "node:path";
import type { PathText } from "../../../shared/model/index.ts";
import { NoFolderForZip, ZipNameTaken } from "./errors.ts";

/** What is at a path, links followed; undefined if nothing is. */
export type LookAt = (path: PathText) => Promise<"folder" | "other" | undefined>;

/** @throws {ZipNameTaken} {NoFolderForZip} a new file cannot be made there */
export async function checkNewFile(file: PathText, lookAt: LookAt): Promise<void> {
  if ((await lookAt(posix.dirname(file))) !== "folder") throw new NoFolderForZip(file);
  if ((await lookAt(file)) !== undefined) throw new ZipNameTaken(file);
}
