import { type BlobId, idBytes, shortId } from "../../format/index.ts";
import { type ByteString, toText } from "../../names/index.ts";
import { type BlobTable, openBlob } from "../../repository/index.ts";
import {
  type BlobRange,
  EntryBook,
  inTreeRounds,
  isDamage,
  problemOf,
  type WalkMemory,
  walkMemory,
} from "../survey/index.ts";
import { type CheckContext, lanesOf } from "./context.ts";
import type { CheckedTrees, TreeBatch, TreeProblem } from "./jobs.ts";
import type { LostBlobs } from "./lost-blobs.ts";
import type { PackListing } from "./pack-listing.ts";

/** Something about an entry of a tree that a finding tells. */
export interface TreeRemark {
  readonly name: ByteString;
  readonly finding: number;
}

/** Reads every tree that the snapshots lead to, once, and has it checked. */
export class TreeWalk {
  readonly #context: CheckContext;
  readonly #packs: PackListing;
  readonly #lost: LostBlobs;
  readonly #memory: WalkMemory;
  readonly #pending: number[] = [];
  /** By the number of the tree. */
  readonly remarks = new Map<number, TreeRemark[]>();
  treesDone = 0;

  /** @param unlistedFrom entries of the table from here on are in packs that no index lists */
  constructor(context: CheckContext, packs: PackListing, lost: LostBlobs, unlistedFrom: number) {
    this.#context = context;
    this.#packs = packs;
    this.#lost = lost;
    this.#memory = walkMemory(this.#table, unlistedFrom);
  }

  async run(roots: readonly BlobId[]): Promise<void> {
    const book = new EntryBook(this.#table, this.#memory);
    for (const root of roots) book.meet("tree", root);
    this.#take({ ...book.met, unreadable: [], problems: [] });
    const { signal } = this.#context;
    await inTreeRounds(this.#table, this.#pending, lanesOf(this.#context), signal, (range) => this.#checkRange(range));
  }

  get #table(): BlobTable {
    return this.#context.open.repository.table;
  }

  async #checkRange({ pack, offset, length, blobs: trees }: BlobRange): Promise<void> {
    const { open, signal } = this.#context;
    const file = { kind: "data", name: this.#table.packId(pack) } as const;
    try {
      const bytes = await open.repository.storage.read(file, { offset, length }, signal);
      await this.#check({ bytes, trees });
    } catch (error) {
      if (!isDamage(error)) throw error;
      for (const { entry } of trees) await this.#reread(entry);
    }
    this.treesDone += trees.length;
  }

  async #check(batch: TreeBatch): Promise<void> {
    const { open } = this.#context;
    // The bytes were read or opened for this batch alone.
    const transfer = [batch.bytes.buffer as ArrayBuffer];
    const checked = await open.pool.run("checkTrees", { batch, memory: this.#memory }, transfer);
    this.#take(checked);
    for (const { entry, problem } of checked.unreadable) {
      if (batch.isPlain === true) this.#reportTree(entry, problem);
      else await this.#reread(entry);
    }
  }

  #take({ found, missing, unlisted, problems }: CheckedTrees): void {
    for (const entry of unlisted) this.#packs.noteUnlisted(entry);
    for (const entry of found) this.#pending.push(entry);
    for (const entry of missing) this.#reportMissing(entry);
    for (const problem of problems) this.#remark(problem);
  }

  /** A tree that could not be had with others: alone, and then from other packs that hold a copy. */
  async #reread(entry: number): Promise<void> {
    for (const copy of this.#table.entries("tree", idBytes(this.#table.idOf(entry)))) {
      try {
        const bytes = await this.#readCopy(copy);
        return await this.#check({
          ...{ bytes, isPlain: true },
          trees: [{ entry, start: 0, length: bytes.length, uncompressedLength: 0 }],
        });
      } catch (error) {
        if (!isDamage(error)) throw error;
        this.#reportTree(copy, problemOf(error));
      }
    }
  }

  async #readCopy(entry: number): Promise<Uint8Array> {
    const { storage, sealer } = this.#context.open.repository;
    const { offset, length, uncompressedLength } = this.#table.place(entry);
    const file = { kind: "data", name: this.#table.packId(this.#table.packNumber(entry)) } as const;
    const sealed = await storage.read(file, { offset, length }, this.#context.signal);
    // A copy that owns its memory, to be transferred.
    return new Uint8Array(openBlob(sealer, sealed, this.#table.idOf(entry), uncompressedLength));
  }

  #reportTree(entry: number, problem: string): void {
    if (this.#lost.has(entry)) return;
    const [tree, pack] = [this.#table.idOf(entry), this.#table.packId(this.#table.packNumber(entry))];
    const message = `The folder list ${shortId(tree)} in pack ${shortId(pack)} is damaged: ${problem}.`;
    this.#lost.mark(entry, this.#context.log.add("tree-damaged", message, { blob: tree, pack }));
  }

  #reportMissing(entry: number): void {
    const [id, type] = [this.#table.idOf(entry), this.#table.typeOf(entry)];
    const what = type === "tree" ? "The folder list" : "The piece of data";
    const message = `${what} ${shortId(id)} is missing: snapshots refer to it, and no index file lists it.`;
    this.#lost.mark(entry, this.#context.log.add("blob-missing", message, { blob: id, type }));
  }

  #remark({ tree, kind, name, problem }: TreeProblem): void {
    const id = this.#table.idOf(tree);
    const subject =
      name === "" ? `The folder list ${shortId(id)}` : `“${toText(name)}” in the folder list ${shortId(id)}`;
    const facts = { tree: id, ...(name === "" ? {} : { name: toText(name) }) };
    const message = name === "" ? `${subject} is odd: ${problem}.` : `${subject} is not right: ${problem}.`;
    const finding = this.#context.log.add(kind, message, facts);
    const remarks = this.remarks.get(tree) ?? [];
    remarks.push({ name, finding });
    this.remarks.set(tree, remarks);
  }
}
