import { joinPath } from "../../names/index.ts";
import { EntryFilter, type FilterSpec, listFolder, SourceUnreadable } from "../../source/index.ts";
import type { Flow } from "../../workers/index.ts";
import type { BackupJobs, CountedFolder } from "./jobs.ts";

/** A counting job ends after this long, so that it never holds up the work it counts for. */
const JOB_MS = 50;

/** Counts files and bytes below some folders, as far as the job's time goes. What cannot be read counts nothing. */
export function countFolders(
  folders: readonly CountedFolder[],
  spec: FilterSpec,
  flow: Flow,
): BackupJobs["countFolders"]["output"] {
  const filter = new EntryFilter(spec);
  const left = [...folders];
  const end = performance.now() + JOB_MS;
  let [files, bytes] = [0, 0];
  for (let folder = left.pop(); folder !== undefined; folder = left.pop()) {
    flow.checkpoint();
    const counted = countOne(folder, filter);
    files += counted.files;
    bytes += counted.bytes;
    left.push(...counted.subfolders);
    if (performance.now() > end) break;
  }
  return { files, bytes, left };
}

function countOne(folder: CountedFolder, filter: EntryFilter) {
  const subfolders: CountedFolder[] = [];
  let [files, bytes] = [0, 0];
  try {
    const listed = listFolder(folder.path);
    const { rules, entries } = filter.enter(folder.path, listed.entries, folder.rules, { named: folder.isNamed });
    for (const entry of entries) {
      const path = joinPath(folder.path, entry.name);
      if (filter.excludes(path, entry, rules, folder.device) !== undefined) continue;
      if (entry.type === "dir") subfolders.push({ ...folder, path, rules, isNamed: false });
      if (entry.type !== "file") continue;
      files += 1;
      bytes += Number(entry.stat.size);
    }
  } catch (error) {
    if (!(error instanceof SourceUnreadable)) throw error;
  }
  return { files, bytes, subfolders };
}
