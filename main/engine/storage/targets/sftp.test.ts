import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { describeStorage } from "../../../../tests/conformance/storage-suite.ts";
import { freePort } from "../../../../tests/support/free-port.ts";
import { emptySshHome } from "../../../../tests/support/ssh-home.ts";
import { hasSshd, SSH_USER, type Sshd, type SshdOptions, startSshd } from "../../../../tests/support/sshd.ts";
import { removeTree } from "../../../../tests/support/temp-folder.ts";
import { examineLocation, layoutPath, openStorage, type Storage } from "../index.ts";
import { SftpStorage, sftp } from "./sftp.ts";

const CONFIG = { kind: "config", name: "" } as const;
const PACK = { kind: "data", name: "5e".repeat(32) } as const;

// A real server, and files of its size.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

let server: Sshd;
beforeAll(async () => {
  const home = emptySshHome();
  if (!hasSshd()) return;
  server = await startSshd();
  home.write("known_hosts", server.knownHost());
});
afterAll(() => server?.stop());
// Thousands of folders, and some large files: not all at the end.
afterEach(() => empty(server));

function empty(at: Sshd | undefined): void {
  if (at !== undefined) for (const name of readdirSync(at.home)) removeTree(join(at.home, name));
}

let count = 0;
const newFolder = (): string => `repository-${count++}`;

/** The target itself, without the wrappers that try again. */
function open(folder: string, more: Record<string, string> = {}, at = server, port = at.port): Storage {
  const access = { keyFile: at.keyFile, hostKey: at.fingerprint(), ...more };
  const storage = sftp.open(`sftp://${SSH_USER}@127.0.0.1:${port}/${folder}`, access);
  if (storage === undefined) throw new Error("the location is not taken for one of SFTP");
  onTestFinished(() => storage.close());
  return storage;
}

async function anotherServer(options: SshdOptions): Promise<Sshd> {
  const another = await startSshd(options);
  onTestFinished(async () => {
    await another.stop();
    empty(another);
  });
  return another;
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe.skipIf(!hasSshd())("a folder on a server with OpenSSH (skipped: needs sshd and root)", () => {
  describeStorage("SFTP", async () => {
    const name = `repository ${count++} – 100% "ünïcode" #?`;
    const access = { keyFile: server.keyFile };
    const storage = sftp.open(`sftp://${SSH_USER}@127.0.0.1:${server.port}/${encodeURIComponent(name)}`, access);
    if (storage === undefined) throw new Error("the location is not taken for one of SFTP");
    return {
      storage,
      async plant(path, bytes) {
        const at = join(server.home, name, path);
        await mkdir(dirname(at), { recursive: true });
        await writeFile(at, bytes);
      },
    };
  });

  it("lays files out as restic does, for their owner alone", async () => {
    const folder = newFolder();
    const storage = open(`${folder}/deep/er`);
    await storage.create();
    await storage.write(CONFIG, Buffer.from("config"));
    await storage.write(PACK, Buffer.from("pack"));
    const at = join(server.home, folder, "deep", "er");
    expect(readdirSync(at).sort()).toEqual(["config", "data", "index", "keys", "locks", "snapshots"]);
    expect(readdirSync(join(at, "data"))).toHaveLength(256);
    expect([at, join(at, "data", "00"), join(at, "keys")].map(modeOf)).toEqual(["700", "700", "700"]);
    expect([join(at, "config"), join(at, layoutPath(PACK))].map(modeOf)).toEqual(["400", "400"]);
  });

  it("takes a folder by its absolute path, too, and makes folders that a program removed", async () => {
    const folder = newFolder();
    const storage = open(join("/", server.home, folder));
    await storage.create();
    rmSync(join(server.home, folder, "data"), { recursive: true });
    expect(await collect(storage.list("data"))).toEqual([]);
    await storage.write(PACK, Buffer.from("pack"));
    expect(await collect(storage.list("data"))).toMatchObject([{ name: PACK.name, size: 4 }]);
    expect(readdirSync(join(server.home, folder, "data"))).toEqual(["5e"]);
  });

  it("shares with the group a repository whose config the group can read", async () => {
    const folder = newFolder();
    await open(folder).create();
    writeFileSync(join(server.home, folder, "config"), "config", { mode: 0o440 });
    await open(folder).write(PACK, Buffer.from("pack"));
    expect(modeOf(join(server.home, folder, layoutPath(PACK)))).toBe("440");
  });

  it("takes 200 MB files and gives them back", async () => {
    const storage = open(newFolder());
    await storage.create();
    const bytes = Buffer.alloc(200 << 20, randomBytes(1 << 20));
    await storage.write(PACK, bytes);
    expect((await storage.read(PACK)).equals(bytes)).toBe(true);
    expect((await storage.read(PACK, { offset: 150 << 20, length: 5 })).equals(bytes.subarray(0, 5))).toBe(true);
  });

  it("tells the room there is", async () => {
    const small = await anotherServer({ homeBytes: 32 << 20 });
    const storage = open("r", {}, small);
    expect(await storage.space?.()).toBeUndefined();
    await storage.create();
    const room = await storage.space?.();
    expect(room?.totalBytes).toBe(32 << 20);
    expect(room?.freeBytes).toBeLessThanOrEqual(32 << 20);
  });

  it("says that the disk is full, and leaves nothing there", async () => {
    const small = await anotherServer({ homeBytes: 8 << 20 });
    const storage = open("r", {}, small);
    await storage.create();
    await expect(storage.write(PACK, randomBytes(12 << 20))).rejects.toMatchObject({ code: "storage/full" });
    expect(await collect(storage.strays())).toEqual([]);
    expect(await collect(storage.list("data"))).toEqual([]);
    await storage.write(PACK, randomBytes(1 << 20));
  });

  it("replaces files on servers that have no extensions", async () => {
    const plain = await anotherServer({ sftp: ["-P", "posix-rename,fsync,statvfs,limits"] });
    const storage = open("r", {}, plain);
    await storage.create();
    for (const text of ["first", "second, and longer", "3rd", "3rd"]) {
      await storage.write(CONFIG, Buffer.from(text));
      expect((await storage.read(CONFIG)).toString()).toBe(text);
    }
    expect(await collect(storage.strays())).toEqual([]);
    expect(await storage.space?.()).toBeUndefined();
  });

  it("says that it may not write, where it may not", async () => {
    const readOnly = await anotherServer({ sftp: ["-R"] });
    mkdirSync(join(readOnly.home, "r", "data", "5e"), { recursive: true });
    writeFileSync(join(readOnly.home, "r", layoutPath(PACK)), "pack");
    const storage = open("r", {}, readOnly);
    expect((await storage.read(PACK)).toString()).toBe("pack");
    const elsewhere = open("s", {}, readOnly);
    const calls = [() => storage.write(PACK, Buffer.from("new")), () => storage.remove(PACK), () => elsewhere.create()];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "storage/not-allowed" });
    // Made by root.
    await expect(open("r").read(PACK)).rejects.toMatchObject({ code: "storage/missing" });
    mkdirSync(join(server.home, "others", "data"), { recursive: true });
    await expect(open("others").write(PACK, Buffer.from("x"))).rejects.toMatchObject({ code: "storage/not-allowed" });
  });

  it("does not take a folder that vanished for an empty repository, nor writes in its place", async () => {
    const folder = newFolder();
    const [at, aside] = [join(server.home, folder), join(server.home, `${folder}-aside`)];
    const storage = open(folder);
    await storage.create();
    await storage.write(CONFIG, Buffer.from("config"));
    await storage.write(PACK, Buffer.from("pack"));
    renameSync(at, aside);
    const allFail = async (): Promise<void> => {
      const calls = [
        () => collect(storage.list("data")),
        () => collect(storage.list("config")),
        () => storage.read(PACK),
        () => storage.write({ ...PACK, name: "ab".repeat(32) }, Buffer.from("x")),
        () => storage.remove(PACK),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "storage/unreachable" });
    };
    await allFail();
    mkdirSync(at); // what a drive leaves that was taken off
    await allFail();
    expect(readdirSync(at)).toEqual([]);
    rmSync(at, { recursive: true });
    renameSync(aside, at);
    expect(await collect(storage.list("data"))).toHaveLength(1);
  });

  it("says what is at a place", async () => {
    const at = (name: string): string => `sftp://${SSH_USER}@127.0.0.1:${server.port}/${name}`;
    const look = (name: string): Promise<string> => examineLocation(at(name), { access: { keyFile: server.keyFile } });
    const folder = newFolder();
    mkdirSync(join(server.home, `${folder}-root`));
    writeFileSync(join(server.home, `${folder}-file`), "x");
    symlinkSync("nowhere", join(server.home, `${folder}-link`));
    expect(await look(`${folder}/deep`)).toBe("nothing");
    expect(await look(`${folder}-root`)).toBe("not-writable");
    expect(await look(`${folder}-root/deep`)).toBe("not-writable");
    expect(await look(`${folder}-file`)).toBe("not-a-folder");
    expect(await look(`${folder}-file/deep`)).toBe("not-a-folder");
    expect(await look(`${folder}-link`)).toBe("not-a-folder");
    expect(await look("")).toBe("other-files");
    const storage = open(folder);
    await storage.create();
    expect(await look(folder)).toBe("other-files");
    await storage.write(CONFIG, Buffer.from("config"));
    expect(await look(folder)).toBe("repository");
    expect(await look(`${folder}/locks`)).toBe("empty-folder");
  });

  it("goes on after the server was away, with nothing half there", async () => {
    const passing = await anotherServer({});
    const storage = open("r", {}, passing);
    await storage.create();
    const bytes = randomBytes(64 << 20);
    const names = Array.from({ length: 4 }, () => randomBytes(32).toString("hex"));
    const writing = Promise.allSettled(names.map((name) => storage.write({ kind: "data", name }, bytes)));
    await until(async () => (await collect(open("r", {}, passing).strays())).length > 0);
    await passing.stop();
    for (const outcome of await writing)
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "storage/interrupted", retry: "now" } });
    await expect(storage.stat(PACK)).rejects.toMatchObject({ code: "storage/interrupted" });
    await passing.start();
    expect(await collect(storage.list("data"))).toEqual([]);
    for (const stray of await collect(storage.strays())) await storage.removeLeftover(stray);
    expect(await collect(storage.strays())).toEqual([]);
    await Promise.all(names.map((name) => storage.write({ kind: "data", name }, bytes)));
    expect((await collect(storage.list("data"))).map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  it("says at the first contact that nobody is there", async () => {
    await expect(open("r", {}, server, await freePort()).stat(PACK)).rejects.toMatchObject({
      code: "storage/unreachable",
      retry: "later",
    });
    const nowhere = openStorage("sftp:user@host.invalid:/r", { patience: "look" });
    await expect(nowhere.stat(PACK)).rejects.toMatchObject({ code: "storage/unreachable" });
    await nowhere.close();
  });

  it("does not wait for ever for a server that says nothing", async () => {
    const silent = createServer(() => undefined).listen(0, "127.0.0.1");
    await once(silent, "listening");
    onTestFinished(() => void silent.close());
    const { port } = silent.address() as AddressInfo; // it listens
    const place = { options: { host: "127.0.0.1", port, user: "u", folder: "r" }, location: "sftp:x", access: {} };
    const storage = new SftpStorage(place, { connectMs: 50 });
    await expect(storage.stat(PACK)).rejects.toMatchObject({ code: "storage/unreachable" });
    const signal = AbortSignal.timeout(50);
    await expect(new SftpStorage(place).stat(PACK, signal)).rejects.toMatchObject({
      name: "TimeoutError",
    });
    await storage.close();
  });

  it("gives up on a connection through which nothing comes any more, and opens another", async () => {
    const line = await mutableLine(server.port);
    onTestFinished(() => line.close());
    const options = { host: "127.0.0.1", port: line.port, user: SSH_USER, folder: newFolder() };
    const access = { keyFile: server.keyFile, hostKey: server.fingerprint(), connections: "1" };
    const storage = new SftpStorage({ options, location: "sftp:here", access }, { idleMs: 300 });
    onTestFinished(() => storage.close());
    await storage.create();
    line.isMute = true;
    await expect(storage.stat(PACK)).rejects.toMatchObject({ code: "storage/interrupted" });
    line.isMute = false;
    await storage.write(PACK, Buffer.from("pack"));
    line.isMute = true;
    const stop = new AbortController();
    const reading = storage.read(PACK, undefined, stop.signal);
    stop.abort(new Error("stop"));
    await expect(reading).rejects.toThrow("stop");
  });

  it("makes do with fewer connections if the server wants no more", async () => {
    const narrow = await anotherServer({ settings: ["MaxStartups 1:100:1", "MaxSessions 1"] });
    const storage = open("r", { connections: "8" }, narrow);
    await storage.create();
    const names = Array.from({ length: 24 }, () => randomBytes(32).toString("hex"));
    await Promise.all(names.map((name) => storage.write({ kind: "index", name }, randomBytes(200_000))));
    expect(await collect(storage.list("index"))).toHaveLength(24);
  });
});

/** A line to a port that can fall silent, in both directions, without breaking. */
async function mutableLine(to: number): Promise<{ readonly port: number; isMute: boolean; close(): void }> {
  const listener = createServer((near) => {
    const far = connect(to, "127.0.0.1");
    near.on("data", (bytes) => line.isMute || far.write(bytes)).on("error", () => far.destroy());
    far.on("data", (bytes) => line.isMute || near.write(bytes)).on("error", () => near.destroy());
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  }).listen(0, "127.0.0.1");
  await once(listener, "listening");
  const line = { port: (listener.address() as AddressInfo).port, isMute: false, close: () => void listener.close() }; // it listens
  return line;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 1000; turn++) if (await condition()) return;
  throw new Error("it did not come to pass");
}
