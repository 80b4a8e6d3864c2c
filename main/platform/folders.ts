import { homedir } from "node:os";
import path from "node:path";

/** Where this program keeps its own things; each user of the machine has their own. */
export interface AppFolders {
  /** What it could not make again: the default repository, the catalog. */
  readonly data: string;
  /** What the user chose: settings, and secrets where there is no keychain. */
  readonly config: string;
  readonly logs: string;
  /** What can be read again from elsewhere: whoever needs the room may delete it at any time. */
  readonly cache: string;
}

/** What the choice depends on; the running system's values by default. */
export interface FolderSurroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const NAME = "Holdfast";

/**
 * The folders, as each system's conventions have it: the XDG base directories, Application Support and Logs on macOS,
 * local (not roaming) application data on Windows. `HOLDFAST_HOME` moves them all below one folder. None is made here.
 */
export function appFolders(surroundings: Partial<FolderSurroundings> = {}): AppFolders {
  const { platform = process.platform, env = process.env, home = homedir() } = surroundings;
  const { join, isAbsolute, resolve } = platform === "win32" ? path.win32 : path.posix;
  const inOne = (root: string) => ({
    data: join(root, "data"),
    config: join(root, "config"),
    logs: join(root, "logs"),
    cache: join(root, "cache"),
  });
  /** An environment variable's folder; the XDG standard says to ignore a relative one. */
  const folder = (name: string, otherwise: string) => {
    const value = env[name] ?? "";
    return isAbsolute(value) ? value : otherwise;
  };

  const override = env["HOLDFAST_HOME"];
  if (override !== undefined && override !== "") return inOne(resolve(override));
  if (platform === "win32") return inOne(join(folder("LOCALAPPDATA", join(home, "AppData", "Local")), NAME));
  if (platform === "darwin") {
    const support = join(home, "Library", "Application Support", NAME);
    const library = (folder: string): string => join(home, "Library", folder, NAME);
    const own = { data: join(support, "data"), config: join(support, "config") };
    return { ...own, logs: library("Logs"), cache: library("Caches") };
  }
  const name = NAME.toLowerCase();
  return {
    data: join(folder("XDG_DATA_HOME", join(home, ".local", "share")), name),
    config: join(folder("XDG_CONFIG_HOME", join(home, ".config")), name),
    logs: join(folder("XDG_STATE_HOME", join(home, ".local", "state")), name, "logs"),
    cache: join(folder("XDG_CACHE_HOME", join(home, ".cache")), name),
  };
}
