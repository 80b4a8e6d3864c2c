import { AppError } from "../../../../shared/errors/index.ts";
import { type BlobId, idBytes } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import { DamagedBlob, findSnapshot, MissingBlob } from "../../repository/index.ts";
import type { OpenRepository } from "../open-repository.ts";
import { resolveFolderWith } from "../trees/index.ts";
import type { SealedTree } from "../trees/sealed-tree.ts";
import type { FolderColumns } from "./folder-columns.ts";
import type { BrowseJobs, FoundEntry } from "./jobs.ts";
import type { FolderPage, ReadFolderOptions } from "./model.ts";
import { Remembered } from "./remembered.ts";

/** The thread that keeps what was read. */
const SLOT = 0;
const WAYS_KEPT = 5_000;

type Kind = keyof BrowseJobs;
type Asked<K extends Kind> = Omit<BrowseJobs[K]["input"], "sealed">;

const browsers = new WeakMap<OpenRepository, Browser>();

/** The one browser of a repository that is open. */
export function browserOf(open: OpenRepository): Browser {
  const browser = browsers.get(open) ?? new Browser(open);
  browsers.set(open, browser);
  return browser;
}

/** Has a thread look into folders, and remembers the ways to them: what is in a tree of a known id never changes. */
class Browser {
  readonly #open: OpenRepository;
  readonly #roots = new Remembered<BlobId>(WAYS_KEPT);
  /** By the tree of a folder and the name of an entry of it. */
  readonly #entries = new Remembered<FoundEntry>(WAYS_KEPT);

  constructor(open: OpenRepository) {
    this.#open = open;
  }

  async page(options: ReadFolderOptions, signal: AbortSignal): Promise<FolderPage> {
    const { snapshot, folder, offset, limit, order = "name", direction = "up", match = "" } = options;
    const root = await this.#root(snapshot, signal);
    const tree = await resolveFolderWith((parent, name) => this.#entry(parent, name, signal), root, folder);
    return this.#ask("pageOfFolder", { tree, query: { offset, limit, order, direction, match } }, signal);
  }

  /** Which of these names a folder does not have, each once. @throws for a list that cannot be read */
  async missing(tree: BlobId, names: readonly ByteString[], signal: AbortSignal): Promise<readonly ByteString[]> {
    return names.length === 0 ? [] : this.#ask("missingFromFolder", { tree, names }, signal);
  }

  /** @throws for a list that cannot be read */
  columns(tree: BlobId, signal: AbortSignal): Promise<FolderColumns> {
    return this.#askFreshly("columnsOfFolder", { tree }, signal);
  }

  async #root(asked: string, signal: AbortSignal): Promise<BlobId> {
    const known = this.#roots.get(asked);
    if (known !== undefined) return known;
    const { id, tree } = await findSnapshot(this.#open.repository, asked, {}, signal);
    // Under its whole id only: what else is asked for may mean another one tomorrow.
    this.#roots.set(id, tree);
    return tree;
  }

  async #entry(tree: BlobId, name: ByteString, signal: AbortSignal): Promise<FoundEntry | undefined> {
    const key = `${tree}/${name}`;
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const { entry } = await this.#ask("entryOfFolder", { tree, name }, signal);
    if (entry !== undefined) this.#entries.set(key, entry);
    return entry;
  }

  /** Asks the thread, and brings it the folder's list if it does not have it. */
  async #ask<K extends Kind>(
    kind: K,
    asked: Asked<K>,
    signal: AbortSignal,
  ): Promise<NonNullable<BrowseJobs[K]["output"]>> {
    const kept = await this.#run(kind, asked, signal);
    return kept ?? this.#askFreshly(kind, asked, signal);
  }

  async #askFreshly<K extends Kind>(
    kind: K,
    asked: Asked<K>,
    signal: AbortSignal,
  ): Promise<NonNullable<BrowseJobs[K]["output"]>> {
    try {
      return await this.#askWithList(kind, asked, signal);
    } catch (error) {
      if (!(error instanceof AppError) || signal.aborted) throw error;
      // The index may not be loaded yet, and packs may have been rewritten since it was.
      await this.#open.loadIndex(signal);
      return this.#askWithList(kind, asked, signal);
    }
  }

  /** @throws {MissingBlob} {DamagedBlob}, or what the storage says of the last copy of the list */
  async #askWithList<K extends Kind>(
    kind: K,
    asked: Asked<K>,
    signal: AbortSignal,
  ): Promise<NonNullable<BrowseJobs[K]["output"]>> {
    const { table, reader } = this.#open.repository;
    let failure: AppError = new MissingBlob("tree", asked.tree);
    for (const place of table.copies("tree", idBytes(asked.tree))) {
      try {
        const bytes = await reader.sealed("tree", place, signal);
        const sealed = { id: asked.tree, bytes, uncompressedLength: place.uncompressedLength };
        const answer = await this.#run(kind, asked, signal, sealed);
        if (answer !== undefined) return answer;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        failure = error.code.startsWith("storage/") ? error : damagedList(asked.tree, error);
      }
    }
    throw failure;
  }

  #run<K extends Kind>(
    kind: K,
    asked: Asked<K>,
    signal: AbortSignal,
    sealed?: SealedTree,
  ): Promise<BrowseJobs[K]["output"]> {
    signal.throwIfAborted();
    // What is asked of a kind of job is its input but for the list.
    const input = (sealed === undefined ? asked : { ...asked, sealed }) as BrowseJobs[K]["input"];
    // `BlobReader.sealed` gives buffers of their own.
    const transfer = sealed === undefined ? [] : [sealed.bytes.buffer as ArrayBuffer];
    return unlessAborted(this.#open.pool.runOn(SLOT, kind, input, transfer), signal);
  }
}

/** What is wrong with the sealed bytes is told as it is for every blob. */
function damagedList(tree: BlobId, error: AppError): DamagedBlob {
  return new DamagedBlob(tree, error.message.replace(/\.$/, ""), error);
}

/** What the work gives, or the signal's reason if that comes first: a thread finishes its job, though nobody waits. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const done = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true, signal: done.signal });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    done.abort();
  }
}
