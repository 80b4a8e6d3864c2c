import { listSnapshots } from "../../repository/index.ts";
import type { PackContents } from "../survey/index.ts";
import type { PruneContext } from "./context.ts";
import { NeededPacksDamaged } from "./errors.ts";
import { withoutHeld } from "./held.ts";
import { IndexBook, listStoredPacks, type StoredPacks } from "./index-book.ts";
import type { PackSurvey } from "./jobs.ts";
import type { PackAmount, PruneFigures, PruneHeld, PruneOptions, PruneResult, PruneStop } from "./model.ts";
import { rulesOf } from "./options.ts";
import { figuresOf, type PlanInput, type PrunePlan, planPrune } from "./plan.ts";
import { Repacking } from "./repacking.ts";
import { Settling } from "./settling.ts";
import { SpareCopies } from "./spare-copies.ts";
import { UsedWalk } from "./used-walk.ts";

/**
 * In which order things are done. `usual`: all that is needed is written anew, then all that is not goes. `delete-first`:
 * what goes without writing goes first, and what is written then is always less than what was freed. `delete-only`: nothing
 * is written anew.
 */
export type Manner = "usual" | "delete-first" | "delete-only";

/** What was found in the repository, and what is to be done. */
interface Found {
  readonly contents: PackContents;
  readonly survey: PackSurvey;
  readonly sound: Uint8Array;
  readonly input: PlanInput;
  readonly plan: PrunePlan;
  readonly held: PruneHeld | undefined;
  readonly stored: StoredPacks;
}

/** One prune in one manner, under the lock; from the files as they are to the result. */
export class PruneAttempt {
  readonly #context: PruneContext;
  readonly #options: PruneOptions;
  readonly #manner: Manner;
  readonly #hasTime: () => boolean;
  readonly #book = new IndexBook();
  /** All packs at the beginning; known once they were listed. */
  before: PackAmount | undefined;

  constructor(context: PruneContext, options: PruneOptions, manner: Manner, hasTime: () => boolean) {
    this.#context = context;
    this.#options = options;
    this.#manner = manner;
    this.#hasTime = hasTime;
  }

  async run(onPlanned: (figures: PruneFigures) => void): Promise<PruneResult> {
    const isDryRun = this.#options.dryRun === true;
    const found = await this.#find();
    const { input, plan } = found;
    const figures = figuresOf(input, [...plan.remove, ...plan.forget], plan.repack);
    onPlanned(figures);
    return isDryRun ? this.#predicted(found, figures) : await this.#carryOut(found);
  }

  async #find(): Promise<Found> {
    const { open, locked } = this.#context;
    const { table, version } = open.repository;
    this.#context.enter("index");
    const snapshots = await listSnapshots(open.repository, {}, locked.signal);
    await this.#book.read(this.#context);
    const contents = await open.pool.run("sortByPack", undefined);
    const stored = await listStoredPacks(this.#context);
    this.before = amountOf(stored);
    this.#context.enter("folders");
    const without = new Set(this.#options.without);
    const roots = snapshots.filter(({ id }) => !without.has(id)).map(({ tree }) => tree);
    const seen = await new UsedWalk(this.#context).run(roots);
    this.#context.enter("packs");
    const sound = soundPacks(contents, stored);
    const survey = await open.pool.run("surveyPacks", { seen, sound });
    const unlistedSizes = stored.unlisted.map(({ size }) => size);
    const input = {
      packs: survey,
      sizes: contents.sizes,
      storedSizes: stored.sizes,
      types: contents.types,
      unlistedSizes,
    };
    const wanted = planPrune(input, rulesOf(this.#options, version, open.packBytes));
    const lost = wanted.lost.map((pack) => table.packId(pack));
    if (lost.length > 0) throw new NeededPacksDamaged(lost, lost.length);
    const { plan, held } = await withoutHeld(this.#context, this.#book, wanted, stored.sizes);
    return { contents, survey, sound, input, plan, held, stored };
  }

  async #carryOut(found: Found): Promise<PruneResult> {
    const { contents, survey, sound, stored } = found;
    const settling = new Settling(this.#context, this.#book, contents, stored.sizes);
    const compressData = this.#options.repackUncompressed === true;
    const repacking = new Repacking(this.#context, { contents, sound, chosen: survey.chosen, compressData });
    this.#context.enter("removing");
    // In no index, so nothing can need them: what is needed is listed, or the walk had refused.
    await settling.removeUnlisted(stored.unlisted);
    const repacked = await (this.#manner === "usual"
      ? this.#rewriteThenRemove(found, repacking, settling)
      : this.#removeThenRewrite(found, repacking, settling));
    return this.#result(found, repacked, repacking, settling);
  }

  /** @returns the packs that were written anew */
  async #rewriteThenRemove({ plan, contents }: Found, repacking: Repacking, settling: Settling): Promise<number[]> {
    this.#beginRepack(plan, contents);
    const repacked = plan.repack.length === 0 ? [] : await repacking.run(plan.repack, this.#hasTime);
    await settling.remove([...plan.remove, ...plan.forget, ...repacked], false);
    return repacked;
  }

  /** In rounds, each of which takes less room than was freed before it. @returns the packs that were written anew */
  async #removeThenRewrite(found: Found, repacking: Repacking, settling: Settling): Promise<number[]> {
    const { contents, survey, plan } = found;
    const spares = new SpareCopies(this.#context.open.repository.table, contents, survey);
    const waiting = this.#manner === "delete-only" ? [] : [...plan.repack];
    let deferred: readonly number[] = [];
    const remove = async (packs: readonly number[]): Promise<void> => {
      const left = new Set(waiting);
      const all = [...deferred, ...packs];
      deferred = all.filter((pack) => spares.isNeededBy(left, pack));
      const kept = new Set(deferred);
      await settling.remove(
        all.filter((pack) => !kept.has(pack)),
        true,
      );
    };
    await remove([...plan.remove, ...plan.forget]);
    const repacked: number[] = [];
    while (waiting.length > 0 && (repacked.length === 0 || this.#hasTime())) {
      const room = settling.removals.bytes - repacking.stored.bytes;
      const round = takeRound(waiting, room / 2, (pack) => survey.usedBytes[pack] ?? 0);
      this.#beginRepack(plan, contents);
      const done = await repacking.run(round, this.#hasTime);
      waiting.unshift(...round.slice(done.length));
      await remove(done);
      repacked.push(...done);
    }
    return repacked;
  }

  #beginRepack({ repack }: PrunePlan, { sizes }: PackContents): void {
    this.#context.enter("repacking");
    this.#context.counts.bytesToRepack = repack.reduce((sum, pack) => sum + (sizes[pack] ?? 0), 0);
  }

  #result(found: Found, repacked: readonly number[], repacking: Repacking, settling: Settling): PruneResult {
    const { input, plan, held, stored } = found;
    const { packs, bytes, notRemoved } = settling.removals;
    const before = amountOf(stored);
    const made = repacking.stored;
    const isCutShort = repacked.length < plan.repack.length;
    const stop: PruneStop = this.#manner === "delete-only" ? "space" : "time";
    return {
      ...figuresOf(input, [...plan.remove, ...plan.forget], repacked),
      ...{ isDryRun: false, before, leftovers: 0, notRemoved },
      after: { packs: before.packs - packs + made.packs, bytes: before.bytes - bytes + made.bytes },
      ...(isCutShort ? { stoppedBy: stop } : {}),
      ...(held && { held }),
    };
  }

  /** What a prune would come to. How many packs it would write is not known before; their bytes are, nearly. */
  #predicted({ plan, held, stored, survey, contents }: Found, figures: PruneFigures): PruneResult {
    const { table } = this.#context.open.repository;
    const before = amountOf(stored);
    const gone = [...plan.remove, ...plan.repack];
    const goneBytes = gone.reduce((sum, pack) => sum + (contents.sizes[pack] ?? 0), 0) + figures.unlisted.bytes;
    const writtenBytes = plan.repack.reduce((sum, pack) => sum + (survey.usedBytes[pack] ?? 0), 0);
    const ids = (packs: readonly number[]) => packs.map((pack) => table.packId(pack));
    const made = Math.ceil(writtenBytes / this.#context.open.packBytes);
    return {
      ...figures,
      ...{ isDryRun: true, before, leftovers: 0, notRemoved: 0 },
      after: {
        packs: before.packs - gone.length - figures.unlisted.packs + made,
        bytes: before.bytes - goneBytes + writtenBytes,
      },
      ...(held && { held }),
      planned: { remove: ids(plan.remove), repack: ids(plan.repack), unlisted: stored.unlisted.map(({ id }) => id) },
    };
  }
}

function soundPacks({ sizes }: PackContents, stored: StoredPacks): Uint8Array {
  return Uint8Array.from(sizes, (size, pack) => (stored.sizes[pack] === size ? 1 : 0));
}

function amountOf({ sizes, unlisted }: StoredPacks): PackAmount {
  const present = sizes.filter((size) => size >= 0);
  const bytes = present.reduce((sum, size) => sum + size, 0) + unlisted.reduce((sum, { size }) => sum + size, 0);
  return { packs: present.length + unlisted.length, bytes };
}

/** The next packs to be written anew into the room there is; at least one. They are taken from the list. */
function takeRound(waiting: number[], room: number, bytesOf: (pack: number) => number): number[] {
  const round: number[] = [];
  let bytes = 0;
  for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
    bytes += bytesOf(next);
    if (round.length > 0 && bytes > room) break;
    round.push(next);
    waiting.shift();
  }
  return round;
}
