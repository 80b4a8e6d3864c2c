import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { examineLocation, type FileRef, type Storage, tryStorage } from "../../main/engine/storage/index.ts";
import { webdav } from "../../main/engine/storage/targets/webdav.ts";
import { describeStorage } from "../conformance/storage-suite.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { freePort } from "../support/free-port.ts";
import { type RcloneProgram, rcloneVersions } from "../support/rclone.ts";
import { startRcloneWebdav, type WebdavServer } from "../support/rclone-webdav.ts";
import { newestRestic, resticVersions } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { itKeepsRepositories } from "./engine-suite.ts";

const CONFIG: FileRef = { kind: "config", name: "" };
const PACK: FileRef = { kind: "data", name: "5e".repeat(32) };
const OTHER: FileRef = { kind: "data", name: "ab".repeat(32) };

for (const program of rcloneVersions()) describe(`WebDAV (${program.name})`, () => describeWebdav(program));
if (rcloneVersions().length === 0)
  describe.skip("WebDAV (no rclone here)", () => it("keeps repositories", () => undefined));

function describeWebdav(program: RcloneProgram): void {
  let folder: string;
  let server: WebdavServer;
  beforeAll(async () => {
    folder = tempFolder();
    // So that what is done behind its back is seen at once. With 0 a newer rclone reads each folder anew for every entry that it lists.
    server = await startRcloneWebdav(program, folder, ["--dir-cache-time", "1ms"]);
  });
  afterAll(() => server?.stop());

  let count = 0;
  const newName = (): string => `repository ${count++} – 100% "ünïcode" #?&'`;
  const at = (name: string, port = server.port): string =>
    `webdav:http://127.0.0.1:${port}/${name.split("/").map(encodeURIComponent).join("/")}`;
  const access = (): Record<string, string> => ({ user: server.user, password: server.password });

  /** The target itself, without the wrappers that try again. */
  const open = (name: string, more: Record<string, string> = {}, port = server.port): Storage => {
    const storage = webdav.open(at(name, port), { ...access(), ...more });
    if (storage === undefined) throw new Error("the location is not taken for one of WebDAV");
    onTestFinished(() => storage.close());
    return storage;
  };

  describeStorage(`a folder served by ${program.name}`, async () => {
    const name = newName();
    const storage = webdav.open(at(name), access());
    if (storage === undefined) throw new Error("the location is not taken for one of WebDAV");
    return {
      storage,
      plant(path, bytes) {
        mkdirSync(join(folder, name, path, ".."), { recursive: true });
        writeFileSync(join(folder, name, path), bytes);
      },
    };
  });

  it("lays files out as restic does, and shows no password", async () => {
    const name = `${newName()}/deep/er`;
    const storage = webdav.open(at(name).replace("//", `//${server.user}:${encodeURIComponent(server.password)}@`), {});
    await storage?.create();
    await storage?.write(CONFIG, Buffer.from("config"));
    await storage?.write(PACK, Buffer.from("pack"));
    await storage?.close();
    expect(storage?.location).not.toContain("rd");
    expect(readdirSync(join(folder, name)).sort()).toEqual(["config", "data", "index", "keys", "locks", "snapshots"]);
    expect(readdirSync(join(folder, name, "data", "5e"))).toEqual([PACK.name]);
  });

  it("takes 200 MB files and gives them back", async () => {
    const storage = open(newName());
    await storage.create();
    const bytes = Buffer.alloc(200 << 20, randomBytes(1 << 20));
    await storage.write(PACK, bytes);
    expect((await storage.read(PACK)).equals(bytes)).toBe(true);
    expect((await storage.read(PACK, { offset: 150 << 20, length: 5 })).equals(bytes.subarray(0, 5))).toBe(true);
  });

  it("replaces a file of the same name only where its content is another", async () => {
    const storage = open(newName());
    await storage.create();
    for (const text of ["first", "first", "other", "longer than the other"]) {
      await storage.write(PACK, Buffer.from(text));
      expect((await storage.read(PACK)).toString()).toBe(text);
    }
    expect(await collect(storage.strays())).toEqual([]);
  });

  it("does not take a folder that vanished for an empty repository, nor writes in its place", async () => {
    const name = newName();
    const [there, aside] = [join(folder, name), join(folder, `${name}-aside`)];
    const storage = open(name);
    await storage.create();
    await storage.write(CONFIG, Buffer.from("config"));
    await storage.write(PACK, Buffer.from("pack"));
    renameSync(there, aside);
    const allFail = async (): Promise<void> => {
      const calls = [
        () => collect(storage.list("data")),
        () => collect(storage.list("config")),
        () => storage.read(PACK),
        () => storage.remove(PACK),
        () => storage.write(OTHER, Buffer.from("x")),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "storage/unreachable" });
    };
    await allFail();
    mkdirSync(there); // what a drive leaves that was taken off
    await allFail();
    expect(readdirSync(there)).toEqual([]);
    rmSync(there, { recursive: true });
    renameSync(aside, there);
    expect(await collect(storage.list("data"))).toHaveLength(1);
  });

  it("says what is at a place, and leaves nothing there", async () => {
    const name = newName();
    const look = (path: string): Promise<string> => examineLocation(at(path), { access: access() });
    expect(await look(`${name}/deep/er`)).toBe("nothing");
    writeFileSync(join(folder, `${name}-file`), "x");
    expect(await look(`${name}-file`)).toBe("not-a-folder");
    expect(await look(`${name}-file/deep`)).toBe("not-a-folder");
    mkdirSync(join(folder, name));
    expect(await look(name)).toBe("empty-folder");
    expect(readdirSync(join(folder, name))).toEqual([]);
    const storage = open(name);
    await storage.create();
    expect(await look(name)).toBe("other-files");
    await storage.write(CONFIG, Buffer.from("config"));
    expect(await look(name)).toBe("repository");
  });

  it("says that the credentials are wrong, and shows none of them", async () => {
    for (const wrong of [{ password: "wrong-secret" }, { user: "nobody" }, { user: "", password: "" }]) {
      const storage = open("any", wrong);
      for (const call of [
        () => storage.create(),
        () => storage.read(PACK),
        () => storage.write(PACK, randomBytes(9)),
      ]) {
        const error = await call().catch((failure: unknown) => failure);
        expect(error).toMatchObject({ code: "storage/access-denied" });
        expect(JSON.stringify(error) + String((error as Error).cause)).not.toContain("secret");
      }
    }
  });

  it("tells which steps of a try work", async () => {
    const name = newName();
    await open(name).create();
    const report = await tryStorage(open(name));
    expect(report.steps.every(({ outcome }) => outcome === "ok")).toBe(true);
  });

  it("leaves nothing half stored when the connection breaks, and says so in one error", async () => {
    const name = newName();
    await open(name).create();
    const proxy: FaultProxy = await startFaultProxy(server.port, "tcp");
    onTestFinished(() => proxy.stop());
    const bytes = randomBytes(3 << 20);
    for (const direction of ["up", "down"] as const) {
      for (const afterBytes of [0, 1, 200, 100_000, 2_000_000]) {
        const storage = open(name, {}, proxy.port);
        await storage.stat(PACK).catch(() => undefined);
        proxy.arm({ next: () => ({ kind: "cut", direction, afterBytes }) });
        const outcome = await storage.write(OTHER, bytes).then(
          () => "stored",
          (error: unknown) => error,
        );
        if (outcome !== "stored") expect(outcome).toMatchObject({ code: "storage/interrupted" });
        proxy.arm();
        for (const file of await collect(storage.list("data"))) expect(file.size).toBe(bytes.length);
        await storage.write(OTHER, bytes);
        expect((await storage.read(OTHER)).equals(bytes)).toBe(true);
        for (const stray of await collect(storage.strays())) await storage.removeLeftover(stray);
        await storage.remove(OTHER);
      }
    }
  });

  it("says that nobody answers", async () => {
    const storage = open("any", {}, await freePort());
    await expect(storage.read(PACK)).rejects.toMatchObject({ code: "storage/unreachable" });
  });

  it("says that it may not write where it may not", async () => {
    const readOnly = await startRcloneWebdav(program, folder, ["--read-only"]);
    onTestFinished(() => readOnly.stop());
    const name = newName();
    await open(name).create();
    await open(name).write(PACK, Buffer.from("pack"));
    const storage = open(name, {}, readOnly.port);
    expect((await storage.read(PACK)).toString()).toBe("pack");
    const elsewhere = open(`${name}/deep`, {}, readOnly.port);
    const calls = [() => storage.write(OTHER, Buffer.from("x")), () => storage.remove(PACK), () => elsewhere.create()];
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({ code: "storage/not-allowed" });
    }
    expect(await collect(storage.list("data"))).toMatchObject([{ name: PACK.name }]);
    expect(await examineLocation(at(name, readOnly.port), { access: access() })).toBe("not-writable");
  });

  for (const { name: title, path } of resticVersions()) {
    describe(`a repository there, and ${title} in the folder that is served`, () => {
      itKeepsRepositories(() => {
        const name = newName();
        return { location: at(name), access: access(), restic: { program: path, repository: join(folder, name) } };
      });
    });
  }

  describe.skipIf(newestRestic() === undefined)("a repository there, and restic through rclone", () => {
    itKeepsRepositories(async () => {
      const name = `plain-${newName()}`;
      const env = {
        RCLONE_CONFIG_DAV_TYPE: "webdav",
        RCLONE_CONFIG_DAV_URL: `http://127.0.0.1:${server.port}`,
        RCLONE_CONFIG_DAV_USER: server.user,
        RCLONE_CONFIG_DAV_PASS: await server.obscured(),
        RCLONE_CONFIG: "/dev/null",
      };
      const args = ["-o", `rclone.program=${program.path}`];
      const judge = { program: newestRestic()?.path ?? "", repository: `rclone:dav:${name}`, args, env };
      return { location: at(name), access: access(), restic: judge };
    });
  });
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
