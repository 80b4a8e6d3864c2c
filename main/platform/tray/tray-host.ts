import { askProgram } from "../ask-program.ts";
import { busProperties } from "../system-bus.ts";

const WATCHER = "org.kde.StatusNotifierWatcher";
const PATH = "/StatusNotifierWatcher";
const PROPERTY = "IsStatusNotifierHostRegistered";

/**
 * Whether a desktop shows tray icons. Windows and macOS always do. On Linux a program of the desktop has to: it tells so on the
 * user's message bus. Where nobody can tell, the answer is no: a program that nobody can see or end is worse than a window too
 * many.
 *
 * @see https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/
 */
export async function hasTrayHost(platform: NodeJS.Platform = process.platform): Promise<boolean> {
  if (platform !== "linux") return true;
  const [isRegistered] =
    (await busProperties({ service: WATCHER, path: PATH, iface: WATCHER, bus: "user" }, [PROPERTY])) ?? [];
  return isRegistered === undefined ? askGlib() : isRegistered === true;
}

/** Systems without systemd have no `busctl`, but mostly GLib's program. */
async function askGlib(): Promise<boolean> {
  const get = ["--method", "org.freedesktop.DBus.Properties.Get", WATCHER, PROPERTY];
  const answer = await askProgram("gdbus", [
    "call",
    "--session",
    "--timeout=3",
    "--dest",
    WATCHER,
    "--object-path",
    PATH,
    ...get,
  ]);
  return answer?.includes("<true>") ?? false;
}
