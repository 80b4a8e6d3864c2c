import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { examineLocation, type FileRef, type Storage } from "../../main/engine/storage/index.ts";
import { rclone } from "../../main/engine/storage/targets/rclone.ts";
import { AppError } from "../../shared/errors/index.ts";
import { describeStorage } from "../conformance/storage-suite.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { type RcloneProgram, rcloneSettings, rcloneVersions } from "../support/rclone.ts";
import { startRcloneWebdav } from "../support/rclone-webdav.ts";
import { newestRestic } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { itKeepsRepositories } from "./engine-suite.ts";

const CONFIG: FileRef = { kind: "config", name: "" };
const PACK: FileRef = { kind: "data", name: "5e".repeat(32) };
const PASSWORD = "the password of the settings";
let count = 0;

for (const program of rcloneVersions()) describe(`a remote of rclone: ${program.name}`, () => describeRclone(program));
if (rcloneVersions().length === 0)
  describe.skip("a remote of rclone (no rclone here)", () => it("is used", () => undefined));

function describeRclone(version: RcloneProgram): void {
  const program = version.path;
  const { configFile } = rcloneSettings();
  const access = { program, configFile };

  describeStorage("rclone", async () => ({ storage: at(`rclone:place:repository ${count++} % "ü"`, access) }));

  it("takes files of 200 MB, several at a time, and gives them back", async () => {
    const storage = open(`rclone:place:r${count++}`, access);
    await storage.create();
    const bytes = Buffer.alloc(200 << 20, randomBytes(1 << 20));
    const names = ["5e", "6f"].map((digits) => digits.repeat(32));
    await Promise.all(names.map((name) => storage.write({ kind: "data", name }, bytes)));
    for (const name of names) expect((await storage.read({ kind: "data", name })).equals(bytes)).toBe(true);
  });

  it("is started anew after it died in the middle", async () => {
    const storage = open(`rclone:place:r${count++}`, access);
    await storage.create();
    const [pid] = childrenOf(process.pid, "rclone");
    const writing = failureOf(storage.write(PACK, Buffer.alloc(256 << 20, 1)));
    process.kill(pid ?? Number.NaN, "SIGKILL");
    expect(await writing).toMatchObject({ code: "storage/interrupted", retry: "now" });
    await storage.write(PACK, Buffer.from("whole"));
    expect((await storage.read(PACK)).toString()).toBe("whole");
  });

  it("is let go of when the storage is closed, and sees no passphrase of ours", async () => {
    process.env["RESTIC_PASSWORD"] = "of the repository";
    onTestFinished(() => {
      delete process.env["RESTIC_PASSWORD"];
    });
    const before = childrenOf(process.pid, "rclone");
    const storage = at(`rclone:place:r${count++}`, { ...access, configPassword: PASSWORD });
    await storage.create();
    const [pid] = childrenOf(process.pid, "rclone").filter((each) => !before.includes(each));
    expect(readFileSync(`/proc/${pid}/cmdline`, "utf8")).not.toContain(PASSWORD);
    expect(readFileSync(`/proc/${pid}/environ`, "utf8")).not.toContain("of the repository");
    await storage.close();
    expect(childrenOf(process.pid, "rclone")).not.toContain(pid);
  });

  it("does not count what it has cleared away itself as stored", async () => {
    const { storage, proxy } = await openFarRemote(version);
    // The server stores the file and says that it failed. A second later, rclone removes it, and still knows it from the list in between.
    const late = { kind: "late", status: 500 } as const;
    proxy.arm({ next: (method) => (method === "PUT" && proxy.told.length === 0 ? late : { kind: "none" }) });
    const writing = failureOf(storage.write(PACK, Buffer.from("whole")));
    await expect.poll(() => namesOf(storage, "data")).toContain(PACK.name);
    expect(await writing).toMatchObject({ code: "storage/interrupted" });
    expect(await namesOf(storage, "data")).toEqual([]);
    await storage.write(PACK, Buffer.from("whole"));
    expect((await storage.read(PACK)).toString()).toBe("whole");
  });

  it("says what stands in the way", async () => {
    const unknown = await failureOf(open("rclone:nosuch:r", access).stat(CONFIG));
    expect(unknown).toMatchObject({ code: "storage/no-container" });
    const missing = await failureOf(open("rclone:place:r", { program: "/nowhere/rclone" }).stat(CONFIG));
    expect(missing).toMatchObject({ code: "storage/program-missing" });
    const locked = join(tempFolder(), "rclone.conf");
    writeFileSync(locked, `# Encrypted rclone configuration File\n\nRCLONE_ENCRYPT_V0:\n${"AAAA".repeat(20)}\n`);
    for (const more of [{}, { configPassword: PASSWORD }]) {
      const error = await failureOf(open("rclone:place:r", { program, configFile: locked, ...more }).stat(CONFIG));
      expect(error).toMatchObject({ code: "storage/access-denied" });
      expect(error.stack + JSON.stringify(error) + String(error.cause)).not.toContain(PASSWORD);
    }
    expect(await examineLocation("rclone:place:not-there", { access })).toBe("nothing");
  });

  const judge = newestRestic();
  describe.skipIf(judge === undefined)(`with ${judge?.name ?? "restic (none here)"}`, () => {
    itKeepsRepositories(() => {
      const location = `rclone:place:engine${count++}`;
      const args = ["-o", `rclone.program=${program}`];
      const restic = { program: judge?.path ?? "", repository: location, args, env: { RCLONE_CONFIG: configFile } };
      return { location, access, restic };
    });
  });
}

/** A remote on a server of its own, behind a network that can be made bad. */
async function openFarRemote(program: RcloneProgram): Promise<{ storage: Storage; proxy: FaultProxy }> {
  const server = await startRcloneWebdav(program, tempFolder());
  onTestFinished(() => server.stop());
  const proxy = await startFaultProxy(server.port, "http");
  onTestFinished(() => proxy.stop());
  const configFile = join(tempFolder(), "rclone.conf");
  const remote = ["type = webdav", `url = http://127.0.0.1:${proxy.port}`, `user = ${server.user}`];
  writeFileSync(configFile, ["[far]", ...remote, `pass = ${await server.obscured()}`, ""].join("\n"));
  const storage = open("rclone:far:repository", { program: program.path, configFile });
  await storage.create();
  return { storage, proxy };
}

async function namesOf(storage: Storage, kind: FileRef["kind"]): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of storage.list(kind)) names.push(name);
  return names;
}

function at(location: string, access: Readonly<Record<string, string>>): Storage {
  const storage = rclone.open(location, access);
  if (storage === undefined) throw new Error("the location is not taken for one of rclone");
  return storage;
}

/** The target itself, without the wrappers that try again. */
function open(location: string, access: Readonly<Record<string, string>>): Storage {
  const storage = at(location, access);
  onTestFinished(() => storage.close());
  return storage;
}

/** The pids of the programs of a name that a process has started. */
function childrenOf(parent: number, name: string): number[] {
  const pids = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
  return pids.map(Number).filter((pid) => {
    try {
      // pid (name) state parent …
      const [, program, of] = /\((.*)\) \S+ (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
      return program === name && Number(of) === parent;
    } catch {
      return false; // it has ended meanwhile
    }
  });
}

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => new Error("it worked"),
    (failure: unknown) => failure,
  );
  if (!(error instanceof AppError)) throw error;
  return error;
}
