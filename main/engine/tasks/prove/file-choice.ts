import { idBytes } from "../../format/index.ts";
import type { BlobTable, StoredSnapshot } from "../../repository/index.ts";
import { allFiles } from "./all-files.ts";
import type { ChosenFile } from "./chosen-file.ts";
import { descend } from "./descents.ts";
import type { ProveOptions, ProveProgress } from "./model.ts";
import { type RandomNumbers, seededRandom } from "./random.ts";
import { Reservoir } from "./reservoir.ts";
import { retested } from "./retested.ts";
import type { TreeAccess } from "./tree-access.ts";

const SAMPLE_FILES = 20;
const SAMPLE_BYTES = 64_000_000;
/** So much is in the scratch folder at once, unless a single file is larger. */
const BATCH_BYTES = 512_000_000;
const BATCH_FILES = 20_000;
/** Files whose content was never proven are chosen so many times as often as those proven of late. */
const NEVER_WEIGHT = 8;
const LONG_AGO_WEIGHT = 3;
const LONG_AGO_MS = 30 * 24 * 3600_000;

export interface FileChoiceOptions {
  readonly options: ProveOptions;
  readonly table: BlobTable;
  readonly trees: TreeAccess;
  readonly snapshot: StoredSnapshot;
  readonly before: StoredSnapshot["tree"] | undefined;
  readonly roomBytes: number;
  /** Of a large test. */
  readonly filesBudget: number;
}

/** Which files come back, batch after batch. */
export class FileChoice {
  readonly #given: FileChoiceOptions;
  readonly #random: RandomNumbers;
  /** Of the whole snapshot, once all of it was walked through. */
  seen: { readonly files: number; readonly bytes: number } | undefined;
  total: ProveProgress["total"];
  tooLarge = 0;

  constructor(given: FileChoiceOptions) {
    this.#given = given;
    this.#random = seededRandom(given.options.seed);
  }

  async *batches(): AsyncGenerator<readonly ChosenFile[], void, undefined> {
    const { options, trees, snapshot } = this.#given;
    const again = await retested(trees, snapshot.tree, options.retest ?? []);
    if (options.amount === "all") {
      const { summary } = snapshot;
      if (summary !== undefined)
        this.total = { files: summary.totalFilesProcessed, bytes: summary.totalBytesProcessed, isFinal: true };
      yield* this.#inBatches(this.#counted());
      return;
    }
    const found = options.amount === "large" ? await this.#byAge() : await this.#sample();
    const paths = new Set(again.map(({ path }) => path));
    const chosen = [...again, ...found.filter(({ path }) => !paths.has(path))];
    this.total = { files: chosen.length, bytes: sumOf(chosen), isFinal: true };
    yield* this.#inBatches(chosen);
  }

  #sample(): Promise<ChosenFile[]> {
    const { options, trees, snapshot, before: rootBefore, roomBytes } = this.#given;
    const mostBytes = Math.min(SAMPLE_BYTES, options.budgetBytes);
    const most = { mostFiles: SAMPLE_FILES, mostBytes, roomBytes };
    return descend({ trees, root: snapshot.tree, rootBefore, ...most, random: this.#random });
  }

  /** What was proven longest ago comes first, by the packs that hold it; and large files before small ones. */
  async #byAge(): Promise<ChosenFile[]> {
    const { filesBudget, roomBytes } = this.#given;
    const reservoir = new Reservoir<ChosenFile>(Math.min(filesBudget, roomBytes), this.#random);
    for await (const file of this.#counted()) reservoir.offer(file, file.bytes, this.#weightOf(file));
    return reservoir.chosen().sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  #weightOf({ content, bytes }: ChosenFile): number {
    const { options, table } = this.#given;
    const size = 1 + Math.log10(1 + bytes) / 3;
    // The first blob stands for all: they mostly are in the same pack.
    const [first] = content;
    const entry = first === undefined ? -1 : table.find("data", idBytes(first));
    if (entry < 0) return size;
    const at = options.provenAt?.(table.packId(table.packNumber(entry)));
    if (at === undefined) return NEVER_WEIGHT * size;
    const now = options.clock?.now() ?? Date.now();
    return (now - at > LONG_AGO_MS ? LONG_AGO_WEIGHT : 1) * size;
  }

  async *#counted(): AsyncGenerator<ChosenFile, void, undefined> {
    let [files, bytes] = [0, 0];
    for await (const file of allFiles(this.#given.trees, this.#given.snapshot.tree)) {
      files += 1;
      bytes += file.bytes;
      yield file;
    }
    this.seen = { files, bytes };
  }

  async *#inBatches(files: Iterable<ChosenFile> | AsyncIterable<ChosenFile>): AsyncGenerator<readonly ChosenFile[]> {
    const { roomBytes } = this.#given;
    let batch: ChosenFile[] = [];
    let bytes = 0;
    for await (const file of files) {
      if (file.bytes > roomBytes) {
        this.tooLarge += 1;
        continue;
      }
      const isFull = batch.length >= BATCH_FILES || bytes + file.bytes > Math.min(BATCH_BYTES, roomBytes);
      if (isFull && batch.length > 0) {
        yield batch;
        [batch, bytes] = [[], 0];
      }
      batch.push(file);
      bytes += file.bytes;
    }
    if (batch.length > 0) yield batch;
  }
}

function sumOf(files: readonly ChosenFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
