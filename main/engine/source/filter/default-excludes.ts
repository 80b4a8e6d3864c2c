/** A line for `FilterSpec.patterns` that is on unless the user switches it off, and why, for the user. */
export interface DefaultExclude {
  readonly pattern: string;
  readonly reason: string;
}

const CACHE = "Cache: programs make it again when they need it";
const TRASH = "Already thrown away";
const TEMPORARY = "Temporary files";
const KERNEL = "Not files on a disk: the system makes them up while it runs";
const SWAP = "Swapped-out memory, of no use after a restart";
const RECOVERED = "Fragments that a disk check left behind";
const SYSTEM_INDEX = "The system makes it again by itself";

type Table = readonly (readonly [pattern: string, reason: string])[];

// Whole paths and single names come first: they cost nothing per file (see root-patterns.ts). All are folders where
// they can be, so that naming such a folder on the command line still backs up what is in it.
const LINUX: Table = [
  ["~/.cache/", CACHE],
  ["~/.npm/_cacache/", CACHE],
  ["~/.thumbnails/", CACHE],
  ["~/.local/share/Trash/", TRASH],
  ["~/.gvfs/", "Files of other machines, shown as if they were here"],
  ["/root/.cache/", CACHE],
  ["/root/.local/share/Trash/", TRASH],
  ["/var/cache/", CACHE],
  ["/proc/", KERNEL],
  ["/sys/", KERNEL],
  ["/dev/", KERNEL],
  ["/run/", KERNEL],
  ["/tmp/", TEMPORARY],
  ["/var/tmp/", TEMPORARY],
  ["/swapfile", SWAP],
  ["/swap.img", SWAP],
  ["/swap/swapfile", SWAP],
  ["/var/swap", SWAP],
  ["lost+found/", RECOVERED],
  ["~/.config/*/Cache/", CACHE],
  ["~/.config/*/Code Cache/", CACHE],
  ["~/.config/*/GPUCache/", CACHE],
  ["~/.var/app/*/cache/", CACHE],
  ["/home/*/.cache/", CACHE],
  ["/home/*/.local/share/Trash/", TRASH],
  [".Trash-[0-9]*/", TRASH],
];

const MACOS: Table = [
  ["~/Library/Caches/", CACHE],
  ["~/Library/Logs/", "Logs of programs"],
  ["~/.cache/", CACHE],
  ["~/.npm/_cacache/", CACHE],
  ["~/.Trash/", TRASH],
  ["/Library/Caches/", CACHE],
  ["/System/Volumes/", "The same files under a second name"],
  ["/dev/", KERNEL],
  ["/private/tmp/", TEMPORARY],
  ["/private/var/tmp/", TEMPORARY],
  ["/private/var/folders/", TEMPORARY],
  ["/private/var/vm/", SWAP],
  ["/.vol/", KERNEL],
  [".Trashes/", TRASH],
  [".Spotlight-V100/", SYSTEM_INDEX],
  [".fseventsd/", SYSTEM_INDEX],
  [".DocumentRevisions-V100/", SYSTEM_INDEX],
  [".TemporaryItems/", TEMPORARY],
  [".MobileBackups/", "Backups of its own that the system keeps"],
  ["/Users/*/Library/Caches/", CACHE],
  ["/Users/*/.Trash/", TRASH],
  ["~/Library/Application Support/*/Cache/", CACHE],
  ["~/Library/Application Support/*/Code Cache/", CACHE],
  ["~/Library/Containers/*/Data/Library/Caches/", CACHE],
];

const WINDOWS: Table = [
  ["~/AppData/Local/Temp/", TEMPORARY],
  ["~/AppData/Local/npm-cache/", CACHE],
  ["~/AppData/Local/Microsoft/Windows/INetCache/", CACHE],
  ["~/AppData/Local/Microsoft/Windows/WebCache/", CACHE],
  ["~/AppData/Local/Microsoft/Windows/Explorer/", CACHE],
  ["~/AppData/Local/CrashDumps/", "Memory dumps of crashed programs"],
  ["$RECYCLE.BIN/", TRASH],
  ["System Volume Information/", SYSTEM_INDEX],
  ["/?:/pagefile.sys", SWAP],
  ["/?:/swapfile.sys", SWAP],
  ["/?:/hiberfil.sys", SWAP],
  ["/?:/Windows/Temp/", TEMPORARY],
  ["/?:/Windows/SoftwareDistribution/Download/", CACHE],
  ["/?:/Users/*/AppData/Local/Temp/", TEMPORARY],
  ["~/AppData/Local/*/*/User Data/*/Cache/", CACHE],
  ["~/AppData/Local/*/*/User Data/*/Code Cache/", CACHE],
];

/** @param home the user's home folder as an absolute path; on Windows with either kind of slash */
export function defaultExcludes(platform: NodeJS.Platform, home: string): readonly DefaultExclude[] {
  const table = platform === "win32" ? WINDOWS : platform === "darwin" ? MACOS : LINUX;
  const forward = platform === "win32" ? home.replaceAll("\\", "/") : home;
  const anchored = `/${forward.replace(/^\/+|\/+$/g, "")}`.replace(/[\\*?[\]]/g, "\\$&");
  return table.map(([pattern, reason]) => ({
    pattern: pattern.startsWith("~/") ? (anchored === "/" ? "" : anchored) + pattern.slice(1) : pattern,
    reason,
  }));
}
