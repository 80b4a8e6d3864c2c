import { randomBytes } from "node:crypto";
import { readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import {
  type BackupEvent,
  type BackupProgress,
  type BackupResult,
  backup,
  backupTarget,
  check,
  createRepository,
  fromText,
  NO_FILTER,
  type OpenRepository,
  openRepository,
  type Run,
  restore,
} from "../../main/engine/index.ts";
import { RepositoryLock } from "../../main/engine/repository/index.ts";
import { openStorage } from "../../main/engine/storage/index.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { type Moment, momentStorage } from "./moment-storage.ts";

const CHEAP = { N: 1024, r: 8, p: 1 };
/** Takes no space, and longer to read than any test has: a stop that is lost is a test that does not end. */
const ENDLESS_BYTES = 2_000_000_000_000;
const FILES = 20;

let place: string;
let folder: string;
let open: OpenRepository;
/** Called before and after all that the storage is asked to do. */
let watch: (moment: Moment) => void;

beforeEach(async () => {
  [place, folder] = [join(tempFolder(), "repository"), tempFolder()];
  for (let n = 0; n < FILES; n++) writeFileSync(join(folder, `${n}`), `${n}`);
  await (await createRepository(place, { password: "pw", threads: 1, scrypt: CHEAP })).close();
  watch = () => {};
  const storage = momentStorage(openStorage(place), (moment) => watch(moment));
  open = await openRepository(storage, { password: "pw", threads: 2 });
  onTestFinished(() => open.close());
});

/** Without an end, a thread never comes to the end of a file. */
function backUp({ hasEnd = true, signal = new AbortController().signal } = {}): Run<BackupEvent, BackupResult> {
  const endless = join(folder, "endless");
  rmSync(endless, { force: true });
  if (!hasEnd) writeFileSync(endless, "");
  if (!hasEnd) truncateSync(endless, ENDLESS_BYTES);
  const targets = [backupTarget(folder)];
  return backup(open, { targets, filter: NO_FILTER, estimate: true, retryLockMs: 3_600_000, signal });
}

type Task = (signal?: AbortSignal) => Promise<unknown>;
const backUpAll: Task = (signal) => backUp(signal && { signal }).result;
const backUpEndless: Task = (signal) => backUp({ hasEnd: false, ...(signal && { signal }) }).result;
const restoreAll: Task = (signal = new AbortController().signal) =>
  restore(open, { snapshot: "latest", target: fromText(tempFolder()), verify: true, signal }).result;
const checkAll: Task = (signal = new AbortController().signal) => check(open, { readData: true, signal }).result;

/** Stops a task at its nth moment. @returns what that was; undefined if the task had ended by then */
async function stopAt(nth: number, task: Task): Promise<string | undefined> {
  const abort = new AbortController();
  let count = 0;
  let stopped: string | undefined;
  watch = ({ when, operation, kind }) => {
    count += 1;
    if (count !== nth) return;
    stopped = `${when} ${operation} ${kind}`;
    abort.abort(stopped);
  };
  const outcome = await task(abort.signal).catch((reason: unknown) => reason);
  watch = () => {};
  if (stopped?.endsWith("remove locks") === false) expect(outcome).toBe(stopped);
  return stopped;
}

/** Stops a task at each of its moments up to this one. Each run finds what the one before has left. */
async function stopAtEach(last: string, task: Task): Promise<void> {
  const moments: (string | undefined)[] = [];
  do moments.push(await stopAt(moments.length + 1, task));
  while (moments.at(-1) !== last && moments.at(-1) !== undefined);
  expect(moments.length).toBeGreaterThan(10);
  expect(moments.at(-1)).toBe(last);
}

/** Runs a backup of the endless file and does something when a thread is in the middle of it. */
async function inTheMiddle(act: () => void, signal?: AbortSignal): Promise<unknown> {
  const run = backUp({ hasEnd: false, ...(signal && { signal }) });
  const isInIt = ({ bytesDone, currentFiles }: BackupProgress): boolean =>
    bytesDone > 10_000_000 && currentFiles.some((path) => path.endsWith("endless"));
  let isDone = false;
  for await (const event of run) {
    if (isDone || event.type !== "progress" || !isInIt(event)) continue;
    isDone = true;
    act();
  }
  return run.result.then(
    () => "done",
    (reason: unknown) => reason,
  );
}

/** As usable as before: all tasks do what they should, and no lock is left. */
async function expectUsable(): Promise<void> {
  const { summary, problemCount } = await backUp().result;
  expect([summary.totalFilesProcessed, problemCount]).toEqual([FILES, 0]);
  const { counts } = await restore(open, { snapshot: "latest", target: fromText(tempFolder()) }).result;
  expect(counts.files).toBe(FILES);
  expect(await check(open, { readData: true }).result).toMatchObject({ isSound: true });
  expect(readdirSync(join(place, "locks"))).toEqual([]);
}

describe("a stop of a backup is not lost", () => {
  it("when it comes before the backup begins", async () => {
    await expect(backUpEndless(AbortSignal.abort("never mind"))).rejects.toBe("never mind");
    await expectUsable();
  });

  it("whatever the backup asks of the storage at that moment, run after run", async () => {
    await backUpAll();
    await backUpAll();
    // After that come the threads, and the file that has no end.
    await stopAtEach("after list index", backUpEndless);
    await expectUsable();
  });

  it("however many steps it comes after the last of these, while the threads get ready", async () => {
    await backUpAll();
    for (let steps = 0; steps < 20; steps++) {
      const abort = new AbortController();
      watch = async ({ when, operation, kind }) => {
        if (`${when} ${operation} ${kind}` !== "after list index") return;
        for (let step = 0; step < steps; step++) await Promise.resolve();
        abort.abort(steps);
      };
      await expect(backUpEndless(abort.signal)).rejects.toBe(steps);
    }
    watch = () => {};
    await expectUsable();
  });

  it("while the backup waits for a lock", async () => {
    const { storage, sealer, version } = open.repository;
    const held = await RepositoryLock.acquire({ storage, sealer, version, exclusive: true });
    const abort = new AbortController();
    let looks = 0;
    watch = ({ when, operation, kind }) => {
      if (`${when} ${operation} ${kind}` === "after list locks" && ++looks === 2) abort.abort("tired of waiting");
    };
    await expect(backUpEndless(abort.signal)).rejects.toBe("tired of waiting");
    await held.release();
    await expectUsable();
  });

  it("while a thread is in the middle of a large file, twice in a row", async () => {
    for (const reason of ["once", "twice"]) {
      const abort = new AbortController();
      expect(await inTheMiddle(() => abort.abort(reason), abort.signal)).toBe(reason);
    }
    await expectUsable();
  });

  it("when it comes with the failure of the storage", async () => {
    const abort = new AbortController();
    writeFileSync(join(folder, "0"), randomBytes(20_000_000));
    watch = ({ when, operation, kind }) => {
      if (`${when} ${operation} ${kind}` !== "before write data") return;
      abort.abort("stopped");
      throw new Error("the storage broke down");
    };
    await expect(backUpEndless(abort.signal)).rejects.toBe("stopped");
    watch = () => {};
    await expectUsable();
  });
});

it("a stop of a restore is not lost, whatever it asks of the storage at that moment", async () => {
  await backUpAll();
  await expect(restoreAll(AbortSignal.abort("never mind"))).rejects.toBe("never mind");
  await stopAtEach("after remove locks", restoreAll);
  await expectUsable();
});

it("a stop of a check is not lost, whatever it asks of the storage at that moment", async () => {
  await backUpAll();
  await expect(checkAll(AbortSignal.abort("never mind"))).rejects.toBe("never mind");
  await stopAtEach("after remove locks", checkAll);
  await expectUsable();
});

it("closing the repository ends the backup that is under way, and does not wait for its file", async () => {
  let closed: Promise<void> | undefined;
  const outcome = await inTheMiddle(() => {
    closed = open.close();
  });
  expect(outcome).toMatchObject({ name: "AbortError" });
  await closed;
  expect(readdirSync(join(place, "snapshots"))).toEqual([]);
});
