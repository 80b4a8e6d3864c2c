import type { ByteString } from "../names/index.ts";
import { UnsafeName } from "./failures.ts";

// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)[ ]*(?:\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: Windows forbids exactly these
const WINDOWS_FORBIDDEN = /[\0-\x1f\\:*?"<>|]|[ .]$/;

/**
 * Takes a path relative to the restore folder apart and vouches for each name.
 *
 * @param path names with "/" between them; "" is the restore folder itself
 * @throws {UnsafeName} a name is empty, ".", "..", holds a separator or NUL, or means something else to Windows
 */
export function safeNames(path: ByteString, platform: NodeJS.Platform = process.platform): ByteString[] {
  if (path === "") return [];
  // Pieces of a byte string are byte strings.
  const names = path.split("/") as ByteString[];
  for (const name of names) {
    const why = faultOf(name, platform);
    if (why !== undefined) throw new UnsafeName(path, why);
  }
  return names;
}

/** Vouches for one path after the other. The names of a folder are not looked at again for each entry in it. */
export class SafePaths {
  #folder = "";

  /** @throws {UnsafeName} as `safeNames` does */
  check(path: ByteString): void {
    const cut = path.lastIndexOf("/");
    if (cut > 0 && path.slice(0, cut) === this.#folder) {
      const why = faultOf(path.slice(cut + 1) as ByteString, process.platform); // a piece of a byte string
      if (why !== undefined) throw new UnsafeName(path, why);
      return;
    }
    safeNames(path);
    this.#folder = path.slice(0, Math.max(cut, 0));
  }
}

/** Vouches for one name as a snapshot holds it: unlike in a path, a "/" in it is a fault. */
export function checkName(name: ByteString, platform: NodeJS.Platform = process.platform): void {
  const why = faultOf(name, platform);
  if (why !== undefined) throw new UnsafeName(name, why);
}

function faultOf(name: ByteString, platform: NodeJS.Platform): string | undefined {
  if (name === "") return "a name in it is empty";
  if (name === "." || name === "..") return "it leads out of its folder";
  if (name.includes("/")) return "a name in it contains a slash";
  if (name.includes("\0")) return "a name in it contains a zero byte";
  if (platform !== "win32") return undefined;
  if (WINDOWS_FORBIDDEN.test(name)) return "Windows does not allow such a name";
  return WINDOWS_DEVICE.test(name) ? "to Windows the name means a device" : undefined;
}
