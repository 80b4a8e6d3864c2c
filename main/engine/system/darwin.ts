import type { ByteString } from "../names/index.ts";
import { type AttributeCalls, readAttributes } from "./attributes.ts";
import { SystemCallFailed } from "./failure.ts";
import type { NativeLibrary } from "./library.ts";
import { cPath, type PosixFlavour, posixSystem } from "./posix.ts";
import type { System } from "./system.ts";

const FLAVOUR: PosixFlavour = { atCurrentFolder: -2, atNoFollow: 0x20, modeType: "uint16_t", deviceType: "int32_t" };
const XATTR_NOFOLLOW = 1;

/** The calls carry the same names as on Linux without the `l`, a position (for resource forks) and options. */
export function darwinSystem(library: NativeLibrary): System {
  const list = library.bind("long listxattr(const uint8_t *path, uint8_t *names, size_t size, int options)");
  const value = "const uint8_t *path, const uint8_t *name, uint8_t *value, size_t size, uint32_t position, int options";
  const get = library.bind(`long getxattr(${value})`);
  const set = library.bind(`int setxattr(${value})`);
  const remove = library.bind("int removexattr(const uint8_t *path, const uint8_t *name, int options)");
  const calls: AttributeCalls = {
    list: (path, into) => list(path, into, into.length, XATTR_NOFOLLOW),
    get: (path, name, into) => get(path, name, into, into.length, 0, XATTR_NOFOLLOW),
    lastError: library.lastError,
  };
  const check = (call: string, path: ByteString, result: number) => {
    if (result < 0) throw new SystemCallFailed(call, library.lastError(), path);
  };
  return {
    ...posixSystem(library, FLAVOUR),
    limitations: ["Access control lists are not kept on macOS."],
    listExtendedAttributes: (path, onUnreadable) => readAttributes(calls, cPath(path), path, onUnreadable),
    setExtendedAttribute: (path, name, bytes) =>
      check("setxattr", path, set(cPath(path), cName(name), bytes, bytes.length, 0, XATTR_NOFOLLOW)),
    removeExtendedAttribute: (path, name) =>
      check("removexattr", path, remove(cPath(path), cName(name), XATTR_NOFOLLOW)),
  };
}

function cName(name: string): Buffer {
  return Buffer.from(`${name}\0`, "utf8");
}
