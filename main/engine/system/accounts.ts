import type { NativeFunction, NativeLibrary } from "./library.ts";

/** Users and groups by number and by name. Answers are remembered, "not known" too: a walk asks for each file. */
export interface Accounts {
  userName(uid: number): string;
  groupName(gid: number): string;
  userId(name: string): number | undefined;
  groupId(name: string): number | undefined;
}

// `struct passwd` and `struct group` on 64-bit systems: two pointers (name, password), then the 32-bit number.
const NUMBER_AT = 16;
const STRUCTURE_BYTES = 256;
// A group with thousands of members needs much room.
const TEXT_BYTES = [4096, 65536, 1048576];

/** Asks the C library, so that directory services count as well as /etc/passwd. */
export function libraryAccounts(library: NativeLibrary): Accounts {
  const byId = "(uint32_t id, uint8_t *entry, uint8_t *text, size_t size, uint8_t *result)";
  const byName = "(const uint8_t *name, uint8_t *entry, uint8_t *text, size_t size, uint8_t *result)";
  const ask = (call: NativeFunction) => new Lookup(library, call);
  const userById = ask(library.bind(`int getpwuid_r${byId}`));
  const groupById = ask(library.bind(`int getgrgid_r${byId}`));
  const userByName = ask(library.bind(`int getpwnam_r${byName}`));
  const groupByName = ask(library.bind(`int getgrnam_r${byName}`));
  return {
    userName: remembered((uid: number) => userById.find(uid)?.name ?? ""),
    groupName: remembered((gid: number) => groupById.find(gid)?.name ?? ""),
    userId: remembered((name: string) => userByName.find(cText(name))?.number),
    groupId: remembered((name: string) => groupByName.find(cText(name))?.number),
  };
}

/** Knows nobody: for systems without users by number, and without the library. */
export const noAccounts: Accounts = {
  userName: () => "",
  groupName: () => "",
  userId: () => undefined,
  groupId: () => undefined,
};

class Lookup {
  readonly #library: NativeLibrary;
  readonly #call: NativeFunction;

  constructor(library: NativeLibrary, call: NativeFunction) {
    this.#library = library;
    this.#call = call;
  }

  find(key: number | Buffer): { readonly name: string; readonly number: number } | undefined {
    const entry = Buffer.alloc(STRUCTURE_BYTES);
    const result = Buffer.alloc(8);
    for (const size of TEXT_BYTES) {
      const text = Buffer.alloc(size);
      if (this.#call(key, entry, text, size, result) !== 0) continue;
      if (result.readBigUInt64LE() === 0n) return undefined;
      const found = { name: this.#library.textAt(entry), number: entry.readUInt32LE(NUMBER_AT) };
      // The entry points into this buffer, so it must live until here.
      text.fill(0, 0, 1);
      return found;
    }
    return undefined;
  }
}

function remembered<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, { readonly value: Value }>();
  return (key) => {
    const old = known.get(key);
    if (old !== undefined) return old.value;
    const value = find(key);
    known.set(key, { value });
    return value;
  };
}

function cText(text: string): Buffer {
  return Buffer.from(`${text}\0`, "utf8");
}
