import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { faultyStorage } from "../../../tests/support/faulty-storage.ts";
import { MemoryStorage } from "../../../tests/support/memory-storage.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { generateMasterKey, type MasterKey, sha256Hex } from "../crypto/index.ts";
import type { KeyId } from "../format/index.ts";
import { openStorage, type Storage } from "../storage/index.ts";
import { addKey, changePassword, listKeys, openWithPassword, removeKey } from "./keys.ts";

// Weak on purpose: the tests are about the order of things, not about the cost of guessing.
const scrypt = { N: 1024, r: 1, p: 1 };
const identity = { hostname: "desk", username: "ada" };
const clock = { now: () => Date.UTC(2024, 0, 2, 3, 4, 5) };
const options = { scrypt, identity, clock };

let storage: MemoryStorage;
let key: MasterKey;
beforeEach(() => {
  storage = new MemoryStorage();
  storage.plant("config", Buffer.from("config"));
  key = generateMasterKey();
});

const add = (password: string) => addKey(storage, key, password, options);
const keyFiles = () => [...storage.files.keys()].filter((path) => path.startsWith("keys/"));

/** Stores any bytes as a key file under the right name. */
function plantKey(bytes: Buffer): KeyId {
  const id = sha256Hex(bytes) as KeyId; // the name of a key file is the hash of its bytes
  storage.plant(`keys/${id}`, bytes);
  return id;
}

describe("openWithPassword", () => {
  it("finds the key among several, text and bytes alike", async () => {
    await add("first");
    const second = await add("zweites Passwört");
    expect(await openWithPassword(storage, "zweites Passwört")).toEqual({ key, keyId: second });
    expect((await openWithPassword(storage, Buffer.from("zweites Passwört"))).keyId).toBe(second);
  });

  it("opens with the empty password if that is the password", async () => {
    await add("");
    expect((await openWithPassword(storage, "")).key).toEqual(key);
    await expect(openWithPassword(storage, " ")).rejects.toMatchObject({ code: "repository/wrong-password" });
  });

  it("says the password is wrong when no key opens, and how many were tried", async () => {
    await add("one");
    await add("two");
    await expect(openWithPassword(storage, "three")).rejects.toMatchObject({
      code: "repository/wrong-password",
      facts: { tried: 2, left: 0 },
    });
  });

  it("says there is no repository when there is no config, and whether there is a folder", async () => {
    storage.files.delete("config");
    await expect(openWithPassword(storage, "x")).rejects.toMatchObject({ code: "repository/not-found" });
    const nowhere = openStorage(join(tmpdir(), "holdfast-there-is-no-such-folder"));
    await expect(openWithPassword(nowhere, "x")).rejects.toMatchObject({
      code: "repository/not-found",
      facts: { placeExists: false },
    });
  });

  it("says that all keys are lost when there is none", async () => {
    await expect(openWithPassword(storage, "x")).rejects.toMatchObject({ code: "repository/no-keys" });
  });

  it("tries the hinted key first", async () => {
    const ids: KeyId[] = [];
    for (const password of ["a", "b", "c"]) ids.push(await add(password));
    const last = ids.sort().at(-1);
    const reads: string[] = [];
    const spy: Storage = {
      ...faultyStorage(storage, []),
      read: (file) => {
        reads.push(file.name);
        return storage.read(file);
      },
    };
    await openWithPassword(spy, "nobody's", last).catch(() => undefined);
    expect(reads).toEqual([last, ...ids.slice(0, -1)]);
  });

  it("ignores a hint at a key that is gone", async () => {
    const keyId = await add("a");
    expect(await openWithPassword(storage, "a", "00".repeat(32) as KeyId)).toEqual({ key, keyId }); // a well-formed id
  });

  it("tries at most twenty keys, and says that more are left", async () => {
    for (let i = 0; i < 22; i++) await add(`password ${i}`);
    const reads = faultyStorage(storage, []);
    await expect(openWithPassword(reads, "none")).rejects.toMatchObject({ facts: { tried: 20, left: 2 } });
    expect(reads.calls.filter((call) => call === "read keys")).toHaveLength(20);
  });

  it("passes over a key that was removed while it was looked for", async () => {
    const keys = [
      [await add("a"), "a"],
      [await add("b"), "b"],
    ].sort();
    const [gone, kept] = [keys[0]?.[0] ?? "", keys[1]?.[1] ?? ""];
    const racing = faultyStorage(storage, [
      { operation: "read", nth: 1, until: () => storage.remove({ kind: "keys", name: gone }) },
    ]);
    expect((await openWithPassword(racing, kept)).key).toEqual(key);
    expect(keyFiles()).toHaveLength(1);
  });

  it.each([
    ["bytes that are not the file's", (bytes: Buffer) => bytes.fill(0x20, 5, 6), false],
    ["no JSON", () => Buffer.from("not a key"), true],
    ["a salt of the wrong length", (bytes: Buffer) => edit(bytes, { salt: Buffer.alloc(63).toString("base64") }), true],
    ["impossible parameters", (bytes: Buffer) => edit(bytes, { N: 1000 }), true],
    ["a cost meant to do harm", (bytes: Buffer) => edit(bytes, { N: 2 ** 30, r: 8 }), true],
  ])("names a key file with %s instead of moving on", async (_title, damage, rename) => {
    const id = await add("right");
    const path = `keys/${id}`;
    const damaged = damage(Buffer.from(storage.files.get(path)?.bytes ?? ""));
    storage.files.delete(path);
    const name = rename ? plantKey(damaged) : id;
    storage.plant(`keys/${name}`, damaged);
    const failure = await openWithPassword(storage, "right").catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "repository/damaged-file", facts: { kind: "keys", name } });
  });

  it("says it does not know another key derivation", async () => {
    const id = await add("right");
    const bytes = storage.files.get(`keys/${id}`)?.bytes ?? Buffer.alloc(0);
    storage.files.delete(`keys/${id}`);
    plantKey(edit(bytes, { kdf: "argon2" }));
    await expect(openWithPassword(storage, "right")).rejects.toMatchObject({ code: "format/unsupported" });
  });

  it("reads a key file again before it calls it damaged", async () => {
    const keyId = await add("right");
    const flaky = faultyStorage(storage, [
      { operation: "read", nth: 1, corrupt: (bytes) => Buffer.from(bytes).fill(0) },
    ]);
    expect((await openWithPassword(flaky, "right")).keyId).toBe(keyId);
  });
});

describe("the life of a key", () => {
  it("is listed with its maker, its time and whether it is in use", async () => {
    const first = await add("a");
    const second = await add("b");
    const keys = await listKeys(storage, second);
    expect(keys.map(({ id, current }) => [id, current]).sort()).toEqual(
      [
        [first, false],
        [second, true],
      ].sort(),
    );
    expect(keys[0]).toMatchObject({ hostname: "desk", username: "ada" });
    expect(new Date(keys[0]?.created ?? "").getTime()).toBe(clock.now());
  });

  it("starts with a file that its password opens, or not at all", async () => {
    const broken = faultyStorage(storage, [
      { operation: "write", nth: 1, corrupt: (bytes) => bytes.fill(0x30, 200, 210) },
    ]);
    await expect(addKey(broken, key, "new", options)).rejects.toMatchObject({ code: "repository/key-not-verified" });
    expect(keyFiles()).toEqual([]);
  });

  it("ends the old password only when the new one is proven", async () => {
    const keyId = await add("old");
    const broken = faultyStorage(storage, [
      { operation: "write", nth: 1, corrupt: (bytes) => bytes.fill(0x30, 200, 210) },
    ]);
    await expect(changePassword(broken, { key, keyId }, "new", options)).rejects.toThrow();
    expect(await openWithPassword(storage, "old")).toEqual({ key, keyId });

    const changed = await changePassword(storage, { key, keyId }, "new", options);
    expect(await openWithPassword(storage, "new")).toEqual({ key, keyId: changed });
    await expect(openWithPassword(storage, "old")).rejects.toMatchObject({ code: "repository/wrong-password" });
  });

  it("does not end while it is in use, nor as the last one", async () => {
    const first = await add("a");
    const needed = { code: "repository/key-needed" };
    await expect(removeKey(storage, first, first)).rejects.toMatchObject({ ...needed, facts: { why: "in-use" } });
    const gone = "11".repeat(32) as KeyId; // well formed: the key in use, removed by somebody else meanwhile
    await expect(removeKey(storage, first, gone)).rejects.toMatchObject({ ...needed, facts: { why: "last" } });
    const second = await add("b");
    await removeKey(storage, first, second);
    expect(keyFiles()).toEqual([`keys/${second}`]);
    await expect(removeKey(storage, first, second)).rejects.toMatchObject({ code: "storage/missing" });
  });
});

describe("restic's own keys", () => {
  it.each(["restic-repo-v1", "restic-repo-v2"])("of %s open with each password", async (name) => {
    const folder = fileURLToPath(new URL(`../../../tests/fixtures/${name}`, import.meta.url));
    const expected = JSON.parse(await readFile(join(folder, "EXPECTED.json"), "utf8"));
    const repository = openStorage(join(folder, "repo"));
    for (const { file, password } of expected.keys) {
      const opened = await openWithPassword(repository, password);
      expect(opened.keyId).toBe(file);
      expect(opened.key.encrypt.toString("base64")).toBe(expected.master_key.encrypt);
    }
  });

  it("have company in a real folder, which keeps ours and gives it back", async () => {
    const local = openStorage(tempFolder());
    await local.write({ kind: "config", name: "" }, Buffer.from("config"));
    const keyId = await addKey(local, key, "password", options);
    expect(await openWithPassword(local, "password")).toEqual({ key, keyId });
  });

  it("opens the key of the format's test vector", async () => {
    const keyId = plantKey(Buffer.from(VECTOR));
    expect(keyId).toBe("0d815af46d32e1bd64308f91baea2a3b727248fe74d170fd89af93e2a9da191f");
    const opened = await openWithPassword(storage, "password");
    const bytes = Buffer.concat([opened.key.encrypt, opened.key.k, opened.key.r]);
    expect(bytes).toEqual(Buffer.from(Array.from({ length: 64 }, (_, i) => i)));
  });
});

/** Section 12.2 of the format's fact sheet. */
const VECTOR =
  '{"created":"2024-01-01T00:00:00Z","username":"u","hostname":"h","kdf":"scrypt","N":1024,"r":8,"p":1,"salt":"gIGCg4SFhoeIiYqLjI2Oj5CRkpOUlZaXmJmam5ydnp+goaKjpKWmp6ipqqusra6vsLGys7S1tre4ubq7vL2+vw==","data":"oKGio6SlpqeoqaqrrK2urw/wwbtM701SQvXLkTVp7Bhyeh3TBKypeKVUQkNNkOEuE406z2MNbmFibby7yLjgEdaSZZ66DVugTPuC/rR2XKiwRE9Y+pmTieMNjHk2jCdttZm3VHNlwEpNmqsE40jH2ejjSOtGrKHYJ+iJb8oDf02NUbz1PWi6iZop6i/ehLdKabRWFqYFxV0nLR/4POgTog=="}';

function edit(bytes: Buffer, change: Record<string, unknown>): Buffer {
  return Buffer.from(JSON.stringify({ ...JSON.parse(bytes.toString()), ...change }));
}
