import { hasCode } from "../../../../shared/errors/index.ts";
import type { PackId } from "../../format/index.ts";
import { type Storage, StorageInterrupted } from "../../storage/index.ts";
import { inLanes } from "./lanes.ts";

/** Of very many, the rest follows from the first. */
const MOST_ASKED = 1000;

/**
 * Makes sure that packs which a list lacks are gone, before anybody calls the repository damaged for it or takes them off the index. Some
 * servers leave a folder out of a list that they could not look into just then, and say nothing: rclone does.
 *
 * @throws {StorageInterrupted} one of them is there, so the list was not whole
 */
export async function confirmGone(storage: Storage, packs: readonly PackId[], signal: AbortSignal): Promise<void> {
  await inLanes(storage.capabilities.connections, packs.slice(0, MOST_ASKED), signal, async (name) => {
    try {
      await storage.stat({ kind: "data", name }, signal);
    } catch (error) {
      if (hasCode(error, "storage/missing")) return;
      throw error;
    }
    throw new StorageInterrupted({ location: storage.location, doing: "list" }, "the list of packs was not whole");
  });
}
