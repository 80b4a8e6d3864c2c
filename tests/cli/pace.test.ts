import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createRepository } from "../../main/engine/index.ts";
import { HOLDFAST, prepareHoldfast } from "../support/holdfast.ts";
import { tempFolder } from "../support/temp-folder.ts";

/** A thread as the system sees it. */
interface SeenThread {
  readonly name: string;
  readonly niceness: number;
  /** As `ionice` says it. */
  readonly disk: string;
}

/** Enough that the threads can be looked at while they work. */
const MANY = 96;
const BYTES_EACH = 1 << 20;

/** The threads of a backup that works on many files. */
async function threadsOfBackup(pace: readonly string[]): Promise<readonly SeenThread[]> {
  await prepareHoldfast();
  const folder = tempFolder();
  const source = join(folder, "source");
  mkdirSync(source);
  for (let file = 0; file < MANY; file++) writeFileSync(join(source, `${file}`), randomBytes(BYTES_EACH));
  const repository = join(folder, "repository");
  // The usual key is made on threads of its own; this one is so cheap that it needs none.
  const open = await createRepository(repository, { password: "pw", scrypt: { N: 1024, r: 8, p: 1 } });
  await open.close();
  const args = [HOLDFAST, "backup", "--quiet", ...pace, "--repo", repository, source];
  const env = {
    ...process.env,
    HOLDFAST_HOME: join(folder, "home"),
    HOLDFAST_PASSWORD: "pw",
    HOLDFAST_KEYCHAIN: "off",
  };
  const child = spawn(process.execPath, args, { env, stdio: "ignore" });
  const ended = once(child, "exit");
  let seen: readonly SeenThread[] = [];
  while (child.exitCode === null && child.signalCode === null) {
    const now = threadsOf(child);
    // Threads come one after the other: the fullest look is the one that counts.
    if (workers(now).length >= workers(seen).length && now.length >= seen.length) seen = now;
    await Promise.race([ended, delay(50)]);
  }
  expect(child.exitCode).toBe(0);
  return seen;
}

/** Those that the engine starts; Node names them so. */
function workers(threads: readonly SeenThread[]): readonly SeenThread[] {
  return threads.filter(({ name }) => name === "WorkerThread");
}

function threadsOf({ pid = 0 }: ChildProcess): readonly SeenThread[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map((thread) => seenThread(`/proc/${pid}/task/${thread}/stat`, thread));
  } catch {
    return []; // it, or one of its threads, has ended meanwhile: a half look says nothing
  }
}

/** @see proc(5): the name is in brackets and may hold blanks; the niceness is the 17th field behind it */
function seenThread(path: string, thread: string): SeenThread {
  const [, name = "", rest = ""] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(path, "utf8")) ?? [];
  const { stdout, status } = spawnSync("ionice", ["-p", thread], { encoding: "utf8" });
  if (status !== 0) throw new Error("the thread ended while it was looked at");
  return { name, niceness: Number(rest.split(" ")[16]), disk: stdout.trim() };
}

const canSee = process.platform === "linux" && spawnSync("ionice", ["-p", String(process.pid)]).status === 0;

describe.runIf(canSee)("a backup at a pace", () => {
  it("has one thread when it is gentle, which lets everybody else have processor and disk", async () => {
    const threads = await threadsOfBackup(["--pace", "gentle"]);
    expect(workers(threads)).toEqual([{ name: "WorkerThread", niceness: 19, disk: "idle" }]);
    expect(threads.filter(({ niceness }) => niceness !== 19)).toEqual([]);
  });

  it.each([[["--pace", "fast"]], [[]]])("has all threads, like any program, with %j", async (pace) => {
    const threads = await threadsOfBackup(pace);
    const others = threads.find(({ name }) => name === "MainThread");
    expect(workers(threads).length).toBe(Math.min(availableParallelism(), 8));
    for (const { niceness, disk } of workers(threads))
      expect([niceness, disk]).toEqual([others?.niceness, others?.disk]);
  });
});
