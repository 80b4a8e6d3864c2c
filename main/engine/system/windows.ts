import { portableSystem } from "./portable.ts";
import type { System } from "./system.ts";

/** Windows has no owners by number, FIFOs or device files; Node's own calls do the rest. */
export function windowsSystem(): System {
  return {
    ...portableSystem([
      "Access control lists, file attributes and creation times are not kept on Windows.",
      "Times are kept to about a microsecond.",
    ]),
    setOwner: () => {},
    setOpenOwner: () => {},
    // Permissions there are one bit, read-only, and setting it on a folder means something else.
    setPermissions: () => {},
    setOpenPermissions: () => {},
  };
}
