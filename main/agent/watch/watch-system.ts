import { type FSWatcher, lstatSync, readdirSync, readFileSync, realpathSync, watch } from "node:fs";
import { type ByteString, LongPaths } from "../../engine/light.ts";

/** What watching asks of the system. Handed in, so that a test can have it refuse. */
export interface WatchSystem {
  readonly platform: NodeJS.Platform;
  /** Emits `change` with names as byte strings. @throws the system's error */
  watch(folder: ByteString, recursive: boolean): FSWatcher;
  /** Names of the folders in a folder; links are none. @throws the system's error */
  foldersIn(folder: ByteString): ByteString[];
  /** @throws the system's error when it cannot be told */
  isFolder(path: ByteString): boolean;
  /** Which folder it is, undefined when there is none to be seen: another one under the same name has another identity. */
  identity(path: ByteString): string | undefined;
  /** Where a path really is, without links on the way. */
  realPath(path: ByteString): ByteString;
  /** What is mounted, as the kernel's `/proc/self/mountinfo` has it; empty where there is no such thing. */
  mountInfo(): string;
  /** A number of `/proc/sys/fs/inotify`; undefined where there is none. */
  inotifySetting(name: "max_user_watches" | "max_user_instances" | "max_queued_events"): number | undefined;
}

export function realSystem(): WatchSystem {
  const paths = new LongPaths();
  // Node's types know no "latin1" here; it hands the bytes of each name through one by one, which is what a ByteString is.
  const latin1 = "latin1" as "utf8";
  return {
    platform: process.platform,
    watch: (folder, recursive) => watch(paths.reach(folder), { recursive, encoding: latin1 }),
    foldersIn(folder) {
      const entries = readdirSync(paths.reach(folder), { encoding: latin1, withFileTypes: true });
      return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name as ByteString);
    },
    isFolder: (path) => lstatSync(paths.reach(path), { throwIfNoEntry: false })?.isDirectory() ?? false,
    identity: (path) =>
      attempt(() => {
        const stat = lstatSync(paths.reach(path), { bigint: true });
        return stat.isDirectory() ? `${stat.dev} ${stat.ino}` : undefined;
      }),
    realPath: (path) => attempt(() => realpathSync(paths.reach(path), latin1) as ByteString) ?? path,
    mountInfo: () => attempt(() => readFileSync("/proc/self/mountinfo", "latin1")) ?? "",
    inotifySetting(name) {
      const text = attempt(() => readFileSync(`/proc/sys/fs/inotify/${name}`, "utf8"));
      return text === undefined ? undefined : Number(text);
    },
  };
}

/** What cannot be looked at is as good as not there: it is looked at again when the system tells a change, or at the next retry. */
function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
