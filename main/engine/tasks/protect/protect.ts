import { listSnapshots, type StoredSnapshot, systemClock } from "../../repository/index.ts";
import type { FileRef, Protection } from "../../storage/index.ts";
import { type Locked, withLock } from "../locked.ts";
import type { OpenRepository } from "../open-repository.ts";
import { IndexBook, listStoredPacks, type PruneContext, UsedWalk } from "../prune/walk.ts";
import { type Run, startRun } from "../run.ts";
import { inLanes, type PackContents } from "../survey/index.ts";
import { lockOptions, type TaskOptions } from "../task-options.ts";
import { ProtectionAbsent } from "./errors.ts";
import { planProtection } from "./plan.ts";

const LANES = 16;
const DAY_MS = 86_400_000;

/** What live snapshots need is protected anew; nobody may remove anything meanwhile, so the lock is an exclusive one. */
export interface ProtectOptions extends TaskOptions {
  /** Until when; as long as new files are, if absent. What is protected longer stays so. */
  readonly until?: Date;
  /** Which snapshots are to be protected, all if absent: those that are to go would never expire. */
  readonly choose?: (all: readonly StoredSnapshot[]) => readonly StoredSnapshot[];
}

export interface ProtectProgress {
  readonly type: "progress";
  readonly phase: "index" | "folders" | "files";
  readonly filesDone: number;
  /** 0 until it is known. */
  readonly files: number;
}

export interface ProtectResult {
  /** All that the snapshots need is protected at least until then. */
  readonly protectedUntil: Date;
  /** Files looked at, and those of them that would have expired too soon. */
  readonly files: number;
  readonly extended: number;
  /** Index files that list what nobody needs, too: written anew without it, so that they may expire. */
  readonly relisted: number;
}

type Progress = { -readonly [Name in keyof ProtectProgress]: ProtectProgress[Name] };

/**
 * Protects what the snapshots need for longer, where its protection ends within half of the days that new files get: config, keys,
 * snapshots, index files and packs. What nobody needs is left to expire, so that a prune can remove it.
 *
 * @throws {ProtectionAbsent} the storage protects nothing, and what prune throws where something is missing that a snapshot needs
 */
export function protect(open: OpenRepository, options: ProtectOptions = {}): Run<ProtectProgress, ProtectResult> {
  const progress: Progress = { type: "progress", phase: "index", filesDone: 0, files: 0 };
  const { protection, location } = open.repository.storage;
  open.startThreads();
  return startRun<ProtectProgress, never, ProtectResult>(
    async () => {
      if (protection === undefined) throw new ProtectionAbsent(location);
      return withLock(open, lockOptions(true, options), async (locked) => {
        try {
          open.forgetIndex();
          return await new ProtectWork(open, locked, protection, progress).run(options);
        } finally {
          open.forgetIndex();
        }
      });
    },
    () => ({ ...progress }),
  );
}

class ProtectWork {
  readonly #open: OpenRepository;
  readonly #locked: Locked;
  readonly #protection: Protection;
  readonly #progress: Progress;

  constructor(open: OpenRepository, locked: Locked, protection: Protection, progress: Progress) {
    this.#open = open;
    this.#locked = locked;
    this.#protection = protection;
    this.#progress = progress;
  }

  async run({ until, clock = systemClock, choose = (all) => all }: ProtectOptions): Promise<ProtectResult> {
    const { days } = this.#protection;
    const now = clock.now();
    const soon = new Date(now + (days * DAY_MS) / 2);
    const goal = until ?? new Date(now + days * DAY_MS);
    const { files, relisted } = await this.#needed(choose);
    this.#progress.phase = "files";
    this.#progress.files = files.length;
    let extended = 0;
    let earliest = goal;
    await inLanes(LANES, files, this.#locked.signal, async (file) => {
      const held = await this.#protection.until(file, this.#locked.signal);
      // A day that was asked for is that day; otherwise what lasts long enough is left for the next time.
      if (held === undefined || held < (until ?? soon)) {
        await this.#protection.extend(file, goal, this.#locked.signal);
        extended++;
      } else if (held < earliest) earliest = held;
      this.#progress.filesDone++;
    });
    return { protectedUntil: earliest, files: files.length, extended, relisted };
  }

  async #needed(
    choose: NonNullable<ProtectOptions["choose"]>,
  ): Promise<{ readonly files: readonly FileRef[]; readonly relisted: number }> {
    const { repository, pool } = this.#open;
    const { storage, table } = repository;
    const { signal } = this.#locked;
    const context = this.#context();
    const snapshots = choose(await listSnapshots(repository, {}, signal));
    const book = new IndexBook();
    await book.read(context);
    const contents = await pool.run("sortByPack", undefined);
    const { sizes } = await listStoredPacks(context);
    this.#progress.phase = "folders";
    const seen = await new UsedWalk(context).run(snapshots.map(({ tree }) => tree));
    const sound = Uint8Array.from(contents.sizes, (size, pack) => (sizes[pack] === size ? 1 : 0));
    const { usedBlobs } = await pool.run("surveyPacks", { seen, sound });
    const plan = planProtection(book, usedBlobs);
    for (const part of plan.relist) await this.#list(part, contents);
    const files: FileRef[] = [{ kind: "config", name: "" }];
    for await (const { name } of storage.list("keys", signal)) files.push({ kind: "keys", name });
    for (const { id } of snapshots) files.push({ kind: "snapshots", name: id });
    for (const name of plan.indexes) files.push({ kind: "index", name });
    for (const pack of plan.packs) files.push({ kind: "data", name: table.packId(pack) });
    return { files, relisted: plan.relist.length };
  }

  /** A new index file; its writing protects it. */
  async #list(packs: readonly number[], { starts, entries }: PackContents): Promise<void> {
    const input = { packs: Uint32Array.from(packs), contents: { starts, entries } };
    const { name, bytes } = await this.#open.pool.run("sealListing", input);
    await this.#locked.storage.write({ kind: "index", name }, bytes, this.#locked.signal);
  }

  #context(): PruneContext {
    return {
      ...{ open: this.#open, locked: this.#locked, now: () => 0, enter: () => undefined },
      counts: { treesDone: 0, bytesRepacked: 0, bytesToRepack: 0, packsRemoved: 0, packsToRemove: 0 },
    };
  }
}
