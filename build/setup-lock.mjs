// One set-up at a time: two starts on a fresh clone must not both run `npm ci`. Plain JavaScript for any Node from 18 on.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

const POLL_MS = 200;
const PATIENCE_MS = 20 * 60 * 1000;

/**
 * Who holds the lock. A program it runs (npm) counts as holder too: it may outlive a killed starter.
 * @typedef {{ host: string, pids: number[], token: string }} Holder
 */

/**
 * Does `work` while no other process does set-up in this project. A lock left by a dead process is taken over.
 *
 * @template T
 * @param {string} root the project's folder
 * @param {(line: string) => void} say
 * @param {(noteProgram: (pid: number | undefined) => void) => Promise<T>} work is to name the programs it starts
 * @returns {Promise<T>}
 */
export async function withSetupLock(root, say, work) {
  const lock = join(root, ".setup-lock");
  const holder = { host: hostname(), pids: [process.pid], token: `${process.pid}-${Date.now()}` };
  await acquire(lock, holder, say);
  try {
    return await work((pid) => {
      if (pid === undefined) return;
      holder.pids.push(pid);
      writeFileSync(join(lock, "holder.json"), JSON.stringify(holder));
    });
  } finally {
    discard(lock, holder.token);
  }
}

/**
 * @param {string} lock
 * @param {Holder} mine
 * @param {(line: string) => void} say
 */
async function acquire(lock, mine, say) {
  const deadline = Date.now() + PATIENCE_MS;
  for (let waits = 0; !tryAcquire(lock, mine); waits++) {
    const other = readHolder(lock);
    if (other !== undefined && isDead(other)) {
      discard(lock, other.token);
      continue;
    }
    if (waits === 5) say("Waiting for another start of Holdfast to finish setting up …");
    if (Date.now() > deadline) {
      throw new Error(`Another set-up has been running for 20 minutes. If none is, remove the folder ${lock}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/**
 * The folder appears with its content in one step, so nobody ever sees a lock without a holder.
 * @param {string} lock
 * @param {Holder} mine
 */
function tryAcquire(lock, mine) {
  const draft = `${lock}.${mine.token}`;
  mkdirSync(draft, { recursive: true });
  writeFileSync(join(draft, "holder.json"), JSON.stringify(mine));
  try {
    renameSync(draft, lock);
    return true;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Windows answers EPERM where POSIX says that the folder exists and is not empty.
    const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? "";
    if (["ENOTEMPTY", "EEXIST", "EPERM", "EACCES"].includes(code) && readHolder(lock) !== undefined) return false;
    if (code === "ENOTEMPTY" || code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes the lock in one step, and only if it is still the one that was judged.
 * @param {string} lock
 * @param {string} token
 */
function discard(lock, token) {
  if (readHolder(lock)?.token !== token) return;
  const removed = `${lock}.removed-${process.pid}-${Date.now()}`;
  try {
    renameSync(lock, removed);
  } catch {
    return; // someone else was quicker
  }
  if (readHolder(removed)?.token === token) rmSync(removed, { recursive: true, force: true });
  else renameSync(removed, lock); // a fresh lock slipped in between the look and the rename
}

/**
 * @param {string} lock
 * @returns {Holder | undefined} undefined when there is no lock (any more)
 */
function readHolder(lock) {
  try {
    return JSON.parse(readFileSync(join(lock, "holder.json"), "utf8"));
  } catch {
    return undefined;
  }
}

/** @param {Holder} holder */
function isDead(holder) {
  return holder.host === hostname() && !holder.pids.some(isAlive);
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
