import type { ByteString } from "../names/index.ts";
import { type AttributeCalls, readAttributes } from "./attributes.ts";
import { SystemCallFailed } from "./failure.ts";
import type { NativeLibrary } from "./library.ts";
import { cPath, type PosixFlavour, posixSystem } from "./posix.ts";
import type { System } from "./system.ts";

const FLAVOUR: PosixFlavour = {
  atCurrentFolder: -100,
  atNoFollow: 0x100,
  modeType: "uint32_t",
  deviceType: "uint64_t",
};

/** Access control lists come and go as the attributes `system.posix_acl_access` and `system.posix_acl_default`. */
export function linuxSystem(library: NativeLibrary): System {
  const list = library.bind("long llistxattr(const uint8_t *path, uint8_t *names, size_t size)");
  const get = library.bind("long lgetxattr(const uint8_t *path, const uint8_t *name, uint8_t *value, size_t size)");
  const set = library.bind(
    "int lsetxattr(const uint8_t *path, const uint8_t *name, const uint8_t *value, size_t size, int flags)",
  );
  const remove = library.bind("int lremovexattr(const uint8_t *path, const uint8_t *name)");
  const calls: AttributeCalls = {
    list: (path, into) => list(path, into, into.length),
    get: (path, name, into) => get(path, name, into, into.length),
    lastError: library.lastError,
  };
  const check = (call: string, path: ByteString, result: number) => {
    if (result < 0) throw new SystemCallFailed(call, library.lastError(), path);
  };
  return {
    ...posixSystem(library, FLAVOUR),
    limitations: [],
    listExtendedAttributes: (path, onUnreadable) => readAttributes(calls, cPath(path), path, onUnreadable),
    setExtendedAttribute: (path, name, value) =>
      check("setxattr", path, set(cPath(path), cName(name), value, value.length, 0)),
    removeExtendedAttribute: (path, name) => check("removexattr", path, remove(cPath(path), cName(name))),
  };
}

function cName(name: string): Buffer {
  return Buffer.from(`${name}\0`, "utf8");
}
