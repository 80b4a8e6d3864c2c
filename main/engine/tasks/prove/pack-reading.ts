import { type PackId, shortId } from "../../format/index.ts";
import { StoredFileMissing } from "../../storage/index.ts";
import type { CheckedPack } from "../check/jobs.ts";
import type { OpenRepository } from "../open-repository.ts";
import { inLanes, isDamage, type PackContents, problemOf } from "../survey/index.ts";
import type { ProveFailure } from "./model.ts";
import type { RandomNumbers } from "./random.ts";

export interface PackReadingOptions {
  readonly open: OpenRepository;
  readonly contents: PackContents;
  readonly budgetBytes: number;
  /** The ids of packs that are read before others, and whatever the budget says. */
  readonly first: ReadonlySet<string>;
  readonly provenAt: (pack: string) => number | undefined;
  readonly random: RandomNumbers;
  readonly signal: AbortSignal;
  readonly fail: (failure: ProveFailure) => void;
}

/** Reads packs whole and has every blob in them opened: those first that were proven longest ago, or never. */
export class PackReading {
  readonly #options: PackReadingOptions;
  /** By the number of the pack. */
  readonly proven = new Set<number>();
  packsRead = 0;
  bytesRead = 0;

  constructor(options: PackReadingOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { open, signal } = this.#options;
    await inLanes(open.lanes, this.#chosen(), signal, async (pack) => {
      const isSound = await this.#read(pack);
      if (isSound) this.proven.add(pack);
      this.packsRead += 1;
      this.bytesRead += this.#sizeOf(pack);
    });
  }

  #chosen(): number[] {
    const { contents, provenAt, random, budgetBytes, first } = this.#options;
    const all = Array.from(contents.sizes, (_, pack) => ({
      ...{ pack, at: provenAt(this.#idOf(pack)) ?? 0, lot: random() },
      isFirst: first.has(this.#idOf(pack)),
    }));
    // One that no budget of this size has room for must not hold up the others.
    const packs = all.filter(({ pack, isFirst }) => !isFirst && this.#sizeOf(pack) <= budgetBytes);
    packs.sort((a, b) => a.at - b.at || a.lot - b.lot);
    let bytes = 0;
    const end = packs.findIndex(({ pack }) => {
      bytes += this.#sizeOf(pack);
      return bytes > budgetBytes;
    });
    const chosen = [...all.filter(({ isFirst }) => isFirst), ...packs.slice(0, end < 0 ? packs.length : end)];
    return chosen.map(({ pack }) => pack);
  }

  async #read(pack: number): Promise<boolean> {
    const id = this.#idOf(pack);
    try {
      const checked = await this.#check(pack, id);
      // What was damaged on its way is whole when it is read again.
      return this.#judge(id, isSound(checked) ? checked : await this.#check(pack, id));
    } catch (error) {
      if (!isDamage(error)) throw error;
      const isGone = error instanceof StoredFileMissing;
      const message = isGone
        ? `Pack ${shortId(id)} is gone.`
        : `Pack ${shortId(id)} cannot be read: ${problemOf(error)}.`;
      this.#options.fail({ pack: id, cause: isGone ? "missing" : "damaged", message });
      return false;
    }
  }

  async #check(pack: number, name: PackId): Promise<CheckedPack> {
    const { open, contents, signal } = this.#options;
    const bytes = await open.repository.storage.read({ kind: "data", name }, undefined, signal);
    const { starts, entries } = contents;
    // The storage's contract: the buffer owns an ArrayBuffer of its own.
    return open.pool.run("checkPack", { name, pack, bytes, contents: { starts, entries } }, [
      bytes.buffer as ArrayBuffer,
    ]);
  }

  #judge(id: string, checked: CheckedPack): boolean {
    if (isSound(checked)) return true;
    const { isNamedRight, header, disagreement, damage } = checked;
    const what = isNamedRight ? (disagreement ?? header ?? damage) : "its content does not match its name";
    this.#options.fail({ pack: id, cause: "damaged", message: `Pack ${shortId(id)} is not as saved: ${what}.` });
    return false;
  }

  #idOf(pack: number): PackId {
    return this.#options.open.repository.table.packId(pack);
  }

  #sizeOf(pack: number): number {
    return this.#options.contents.sizes[pack] ?? 0;
  }
}

function isSound({ isNamedRight, header, disagreement, damage }: CheckedPack): boolean {
  return isNamedRight && header === undefined && disagreement === undefined && damage === undefined;
}
