import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, chmodSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  type BackupEvent,
  type BackupNotice,
  backup,
  backupTarget,
  createRepository,
  NO_FILTER,
  type OpenRepository,
  openRepository,
} from "../../main/engine/index.ts";
import { run } from "../support/programs.ts";
import { restic, resticVersions } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";

const BACKUP = fileURLToPath(new URL("./backup-process.ts", import.meta.url));
const CHEAP = { N: 1024, r: 8, p: 1 };
const isRoot = process.getuid?.() === 0;

async function newRepository(place = join(tempFolder(), "repository"), threads = 1): Promise<OpenRepository> {
  const repository = await createRepository(place, { password: "pw", threads, scrypt: CHEAP });
  onTestFinished(() => repository.close());
  return repository;
}

/** Runs a backup and calls `onEvent` with all it tells. */
async function back(
  repository: OpenRepository,
  folder: string,
  onEvent: (event: BackupEvent) => void,
  signal?: AbortSignal,
) {
  const options = { targets: [backupTarget(folder)], filter: NO_FILTER, ...(signal === undefined ? {} : { signal }) };
  const running = backup(repository, options);
  for await (const event of running) onEvent(event);
  return running.result;
}

/** A file that takes a while to read and no space: one thread is busy with it while the test does its worst. */
function makeSlowFile(path: string): void {
  writeFileSync(path, "");
  truncateSync(path, 3_000_000_000);
}

async function expectSound(place: string): Promise<void> {
  for (const { path } of resticVersions()) {
    const { code, stdout, stderr } = await restic(path, place, "pw", ["check", "--read-data"]);
    expect(`${code} ${stdout}${stderr}`).toMatch(/^0 /);
  }
}

describe("a backup goes on, and tells what it could not save,", () => {
  it("when a file vanishes before its turn", async () => {
    const folder = tempFolder();
    makeSlowFile(join(folder, "z slow"));
    writeFileSync(join(folder, "vanishes"), Buffer.alloc(9_000_000));
    writeFileSync(join(folder, "stays"), "stays");
    const result = await back(await newRepository(), folder, (event) => {
      const isReading = event.type === "progress" && event.currentFiles.some((file) => file.endsWith("z slow"));
      if (isReading) rmSync(join(folder, "vanishes"), { force: true });
    });
    expect(result.problems).toMatchObject([{ cause: "vanished", path: join(folder, "vanishes") }]);
    expect(result.summary.totalFilesProcessed).toBe(2);
    expect(result.snapshot).toBeDefined();
  });

  it("when a file changes all the while it is read", async () => {
    const folder = tempFolder();
    makeSlowFile(join(folder, "grows"));
    const result = await back(await newRepository(), folder, (event) => {
      if (event.type === "progress" && event.phase === "reading") appendFileSync(join(folder, "grows"), "more");
    });
    expect(result.problems).toMatchObject([{ cause: "changed", path: join(folder, "grows") }]);
    expect(result.summary.totalFilesProcessed).toBe(1);
  });

  it.skipIf(spawnSync("setpriv", ["--version"]).error !== undefined && isRoot)(
    "when it may not read something",
    async () => {
      const [folder, place] = [tempFolder(), join(tempFolder(), "repository")];
      mkdirSync(place);
      mkdirSync(join(folder, "closed"));
      for (const name of ["closed/inside", "secret", "public"]) writeFileSync(join(folder, name), name);
      chmodSync(join(folder, "closed"), 0o000);
      chmodSync(join(folder, "secret"), 0o000);
      const command = [process.execPath, BACKUP, place, folder];
      if (isRoot) {
        // Root may read everything, so the backup runs as nobody.
        for (const path of [folder, place, join(place, "..")]) chmodSync(path, 0o777);
        command.unshift("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
      }
      const { stdout, stderr } = await run(command[0] ?? "", command.slice(1));
      expect(stdout + stderr).toMatch(/^snapshot [0-9a-f]{64} problems 2$/m);
      const files = await restic(resticVersions()[0]?.path ?? "restic", place, "pw", [
        "ls",
        "latest",
        "--recursive",
        folder,
      ]);
      expect(files.stdout).toContain(join(folder, "public"));
      expect(files.stdout).not.toContain("secret");
    },
  );
});

it("says so when there is nothing to back up, and makes no snapshot", async () => {
  const repository = await newRepository();
  const failure = back(repository, join(tempFolder(), "missing"), () => {});
  await expect(failure).rejects.toMatchObject({ code: "backup/nothing" });
  expect(readdirSync(join(repository.repository.storage.location, "snapshots"))).toEqual([]);
});

it("stops at once when asked to, keeps what it has read, and goes on from there", async () => {
  const folder = tempFolder();
  for (let n = 0; n < 200; n++) writeFileSync(join(folder, `file ${n}`), randomBytes(20_000));
  makeSlowFile(join(folder, "z slow"));
  const repository = await newRepository();
  const abort = new AbortController();
  const notices: BackupNotice[] = [];
  const stopped = back(
    repository,
    folder,
    (event) => {
      if (event.type !== "progress") notices.push(event);
      else if (event.currentFiles.some((file) => file.endsWith("z slow"))) abort.abort();
    },
    abort.signal,
  );
  await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
  const kept = notices.find((notice) => notice.type === "kept");
  expect(kept?.packs).toBeGreaterThan(0);
  expect(kept?.bytes).toBeGreaterThan(200 * 20_000);
  await expectSound(repository.repository.storage.location);

  rmSync(join(folder, "z slow"));
  const { summary } = await back(repository, folder, () => {});
  expect(summary).toMatchObject({ filesNew: 200, dataBlobs: 0 });
});

it("stops as cleanly while it still counts what there is", async () => {
  const folder = tempFolder();
  for (let n = 0; n < 3000; n++) {
    mkdirSync(join(folder, `${n % 50}`, `${n}`), { recursive: true });
    writeFileSync(join(folder, `${n % 50}`, `${n}`, "file"), `${n}`);
  }
  const repository = await newRepository();
  const abort = new AbortController();
  const options = { targets: [backupTarget(folder)], filter: NO_FILTER, estimate: true, signal: abort.signal };
  const running = backup(repository, options);
  for await (const event of running) if (event.type === "progress" && event.phase === "reading") abort.abort();
  await expect(running.result).rejects.toMatchObject({ name: "AbortError" });
  const { problemCount } = await back(repository, folder, () => {});
  expect(problemCount).toBe(0);
  await expectSound(repository.repository.storage.location);
});

/** A small file system of its own; undefined where mounting is not allowed. */
function mountSmall(megabytes: number): string | undefined {
  const folder = tempFolder();
  if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder]).status !== 0) return undefined;
  onTestFinished(() => void spawnSync("umount", ["-l", folder]));
  return folder;
}

const canMount = isRoot && spawnSync("unshare", ["--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;

describe.skipIf(!canMount)("a full disk", () => {
  it("ends the run with one clear sentence; what was there stays sound, and with space the next run succeeds", async () => {
    const disk = mountSmall(24);
    const place = join(disk ?? "", "repository");
    const [small, large] = [tempFolder(), tempFolder()];
    writeFileSync(join(small, "file"), randomBytes(1_000_000));
    for (let n = 0; n < 40; n++) writeFileSync(join(large, `file ${n}`), randomBytes(1_000_000));
    const repository = await newRepository(place, 2);
    const first = await back(repository, small, () => {});

    const failure = await back(repository, large, () => {}).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "storage/full", hint: expect.stringMatching(/\w/) });
    await restic(resticVersions()[0]?.path ?? "restic", place, "pw", ["unlock"]);
    expect(readdirSync(join(place, "snapshots"))).toEqual([first.snapshot?.id]);
    spawnSync("mount", ["-o", "remount,size=200m", disk ?? ""]);
    await expectSound(place);
    const { problemCount } = await back(repository, large, () => {});
    expect(problemCount).toBe(0);
    await expectSound(place);
  });
});

it("opens what a crashed run left locked, and says whose lock it removed", async () => {
  const [folder, place] = [tempFolder(), join(tempFolder(), "repository")];
  for (let n = 0; n < 30; n++) writeFileSync(join(folder, `file ${n}`), randomBytes(1_000_000));
  await (await newRepository(place)).close();
  const child = spawn(process.execPath, [BACKUP, place, folder], { stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("close", resolve));
  const watch = setInterval(() => {
    if (readdirSync(join(place, "data"), { recursive: true }).length > 262) child.kill("SIGKILL");
  }, 1);
  await ended;
  clearInterval(watch);
  const notices: BackupNotice[] = [];
  const repository = await openRepository(place, { password: "pw", threads: 2 });
  onTestFinished(() => repository.close());
  await back(repository, folder, (event) => event.type !== "progress" && notices.push(event));
  expect(notices).toMatchObject([{ type: "unlocked", pid: child.pid }, { type: "parent" }, { type: "adopted" }]);
  await expectSound(place);
});
