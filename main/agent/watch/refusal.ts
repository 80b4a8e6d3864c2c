import type { Unwatched } from "../../../shared/model/index.ts";
import type { UsedUp } from "./limit.ts";

interface Refusal {
  readonly reason: Unwatched["reason"];
  readonly detail: string;
  readonly usedUp?: UsedUp;
}

const USED_UP: Readonly<Record<string, UsedUp>> = { ENOSPC: "max_user_watches", EMFILE: "max_user_instances" };

/** Why the system would not watch or list a folder, in words; undefined when the folder is simply not there any more. */
export function refusal(error: unknown): Refusal | undefined {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP") return undefined;
  if (code === "EACCES" || code === "EPERM") return { reason: "not-allowed", detail: "The folder may not be read." };
  const usedUp = USED_UP[code];
  if (usedUp !== undefined) {
    return { reason: "limit", detail: `The system's limit fs.inotify.${usedUp} is reached.`, usedUp };
  }
  return { reason: "error", detail: error instanceof Error ? error.message : String(error) };
}
