import { darwinSystem } from "./darwin.ts";
import { loadLibrary, type NativeLibrary } from "./library.ts";
import { linuxSystem } from "./linux.ts";
import { portableSystem } from "./portable.ts";
import type { System } from "./system.ts";
import { windowsSystem } from "./windows.ts";

const WITHOUT_LIBRARY: readonly string[] = [
  "The system's C library could not be called: extended attributes, access control lists, FIFOs and device files are " +
    "left out, users and groups are kept by number only, and times to about a microsecond.",
];

/** Builds what the platform offers, and no more than Node's own calls where its library cannot be used. */
export function chooseSystem(platform: NodeJS.Platform, library: () => NativeLibrary | undefined): System {
  if (platform === "win32") return windowsSystem();
  const loaded = library();
  if (loaded === undefined) return portableSystem(WITHOUT_LIBRARY);
  try {
    return platform === "darwin" ? darwinSystem(loaded) : linuxSystem(loaded);
  } catch {
    // A library that lacks one of the functions is as good as none: half an answer would be hard to explain.
    return portableSystem(WITHOUT_LIBRARY);
  }
}

let chosen: System | undefined;

function current(): System {
  chosen ??= chooseSystem(process.platform, loadLibrary);
  return chosen;
}

/** The system this program runs on. Its library is loaded by the first call, not by the import. */
export const system: System = {
  get limitations() {
    return current().limitations;
  },
  listExtendedAttributes: (path, onUnreadable) => current().listExtendedAttributes(path, onUnreadable),
  setExtendedAttribute: (path, name, value) => current().setExtendedAttribute(path, name, value),
  removeExtendedAttribute: (path, name) => current().removeExtendedAttribute(path, name),
  setTimes: (path, atimeNs, mtimeNs) => current().setTimes(path, atimeNs, mtimeNs),
  setOpenTimes: (fd, path, atimeNs, mtimeNs) => current().setOpenTimes(fd, path, atimeNs, mtimeNs),
  setOpenOwner: (fd, path, uid, gid) => current().setOpenOwner(fd, path, uid, gid),
  setOpenPermissions: (fd, path, permissions) => current().setOpenPermissions(fd, path, permissions),
  renameIn: (fromFolder, from, toFolder, to, path) => current().renameIn(fromFolder, from, toFolder, to, path),
  makeFifo: (path, permissions) => current().makeFifo(path, permissions),
  makeDevice: (path, stMode, rdev) => current().makeDevice(path, stMode, rdev),
  setOwner: (path, uid, gid) => current().setOwner(path, uid, gid),
  setPermissions: (path, permissions) => current().setPermissions(path, permissions),
  userName: (uid) => current().userName(uid),
  groupName: (gid) => current().groupName(gid),
  userId: (name) => current().userId(name),
  groupId: (name) => current().groupId(name),
};
