import { chmod, lstat, readdir, rm } from "node:fs/promises";
import { type ByteString, fromBuffer, joinPath, toBuffer } from "../names/index.ts";
import { errnoOf } from "../system/index.ts";

/** What a folder's user must be able to do to see, reach and change what is in it. */
const FOLDER_RIGHTS = 0o700;
const REFUSED: ReadonlySet<string> = new Set(["EACCES", "EPERM"]);

/**
 * Removes an entry with all that is in it; nothing there is fine. Folders without write permission, as a snapshot may hold them, do not
 * stand in the way of their owner: they are opened first. No link is followed.
 */
export async function removeTree(path: ByteString): Promise<void> {
  const remove = (): Promise<void> => rm(toBuffer(path), { recursive: true, force: true });
  try {
    await remove();
  } catch (error) {
    if (!REFUSED.has(errnoOf(error))) throw error;
    await openTree(path);
    await remove();
  }
}

/** Lets the owner into a folder, whatever its permissions say. */
export async function openFolder(path: ByteString, mode: number): Promise<void> {
  if ((mode & FOLDER_RIGHTS) !== FOLDER_RIGHTS) await chmod(toBuffer(path), (mode & 0o7777) | FOLDER_RIGHTS);
}

async function openTree(path: ByteString): Promise<void> {
  const found = await lstat(toBuffer(path)).catch(() => undefined);
  if (found?.isDirectory() !== true) return;
  const pending = [{ path, mode: found.mode }];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    await openFolder(folder.path, folder.mode);
    for (const name of await readdir(toBuffer(folder.path), { encoding: "buffer" })) {
      const inside = joinPath(folder.path, fromBuffer(name));
      const stat = await lstat(toBuffer(inside));
      if (stat.isDirectory()) pending.push({ path: inside, mode: stat.mode });
    }
  }
}
