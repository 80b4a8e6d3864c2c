import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fromText, removeTree } from "../../engine/index.ts";

/** In the agent's folder of data; no backup takes it along. */
export const SCRATCH_FOLDER = "scratch";
const PRIVATE = 0o700;

/** Does something with an empty folder that only the user can read, which is gone afterwards. */
export async function withScratch<T>(
  dataFolder: string,
  name: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = join(dataFolder, SCRATCH_FOLDER, name);
  await mkdir(folder, { recursive: true, mode: PRIVATE });
  try {
    return await work(folder);
  } finally {
    await removeTree(fromText(folder));
  }
}

/** Removes what an agent that was killed left there. Never rejects: the next test says what is in the way. */
export async function clearScratch(dataFolder: string): Promise<void> {
  await removeTree(fromText(join(dataFolder, SCRATCH_FOLDER))).catch(() => undefined);
}
