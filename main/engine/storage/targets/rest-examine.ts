import { StoredFileMissing } from "../errors.ts";
import type { LocationFinding } from "../target.ts";
import type { RestStorage } from "./rest-storage.ts";

/** What is at a place behind the REST protocol. Nothing is changed, and the storage is closed. */
export async function examineRest(storage: RestStorage, signal?: AbortSignal): Promise<LocationFinding> {
  try {
    // Of the two things that every repository has, this one shows that it is a REST server that answers.
    const hasKeys = await hasAny(storage, signal);
    await storage.stat({ kind: "config", name: "" }, signal);
    return hasKeys ? "repository" : "other-files";
  } catch (error) {
    if (!(error instanceof StoredFileMissing)) throw error;
    for await (const _ of storage.list("snapshots", signal)) return "other-files";
    for await (const _ of storage.list("data", signal)) return "other-files";
    return "nothing";
  } finally {
    await storage.close();
  }
}

async function hasAny(storage: RestStorage, signal?: AbortSignal): Promise<boolean> {
  for await (const _ of storage.list("keys", signal)) return true;
  return false;
}
