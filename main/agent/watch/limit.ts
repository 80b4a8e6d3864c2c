import type { WatchLimit } from "../../../shared/model/index.ts";
import type { WatchSystem } from "./watch-system.ts";

/** A folder that inotify would not watch because a number is used up: ENOSPC is that of watches, EMFILE that of instances. */
export type UsedUp = "max_user_watches" | "max_user_instances";

/**
 * What to raise, and to what.
 *
 * @param needed folders that are to be watched in all. Other programs of the user watch, too: twice as many leave room
 */
export function suggestLimit(system: WatchSystem, usedUp: UsedUp, needed: number): WatchLimit {
  const current = system.inotifySetting(usedUp) ?? 0;
  const wanted = usedUp === "max_user_watches" ? Math.max(2 * needed, current + needed) : 2 * current;
  const suggested = roundedUp(wanted);
  const setting = `fs.inotify.${usedUp}`;
  const command = `echo ${setting}=${suggested} | sudo tee /etc/sysctl.d/60-holdfast-${usedUp.replaceAll("_", "-")}.conf && sudo sysctl --system`;
  return { setting, current, suggested, command };
}

/** The next power of two, from 8,192 (the kernel's own smallest default) or 128 up. */
function roundedUp(wanted: number): number {
  return 2 ** Math.max(7, Math.ceil(Math.log2(Math.max(1, wanted))));
}
