import { shortId } from "../../format/index.ts";
import { readNamedFile } from "../../repository/index.ts";
import { inLanes, isDamage, problemOf } from "../survey/index.ts";
import type { CheckContext } from "./context.ts";
import type { ListedPack } from "./jobs.ts";

const INDEX_LANES = 6;

/** Which index file lists a pack (the first, if several do), and how. */
interface Listing {
  readonly index: string;
  readonly digest: number;
}

/** What the index files say, and the findings about them. */
export class IndexReading {
  readonly #context: CheckContext;
  /** By the number of the pack. */
  readonly #listings: Listing[] = [];
  readonly #disputed = new Set<number>();
  /** The findings of index files that could not be read. */
  readonly damaged: number[] = [];

  constructor(context: CheckContext) {
    this.#context = context;
  }

  /** Fills the table of blobs from all index files that can be read, and compares what they say of the same packs. */
  async run(): Promise<void> {
    const { open, signal } = this.#context;
    const files = open.repository.storage.list("index", signal);
    await inLanes(INDEX_LANES, files, signal, ({ name }) => this.#readFile(name));
  }

  /** The name of the index file that lists a pack. */
  indexOf(pack: number): string {
    return this.#listings[pack]?.index ?? "";
  }

  async #readFile(name: string): Promise<void> {
    const { open, log, signal } = this.#context;
    try {
      const bytes = await readNamedFile(open.repository.storage, { kind: "index", name }, signal);
      // The storage's contract: the buffer owns an ArrayBuffer of its own.
      const listed = await open.pool.run("checkIndex", { name, bytes }, [bytes.buffer as ArrayBuffer]);
      for (const pack of listed) this.#compare(name, pack);
    } catch (error) {
      if (!isDamage(error)) throw error;
      const message = `The index file index/${name} is damaged: ${problemOf(error)}. What only it lists cannot be found until the index is built anew from the packs, which “holdfast repair index” does.`;
      this.damaged.push(log.add("index-damaged", message, { index: name, file: `index/${name}` }));
    }
  }

  #compare(index: string, { pack, digest }: ListedPack): void {
    const before = this.#listings[pack];
    if (before === undefined) this.#listings[pack] = { index, digest };
    else if (before.digest !== digest) this.#dispute(pack, before.index, index);
    else this.#noteTwice(pack, before.index, index);
  }

  #dispute(pack: number, one: string, other: string): void {
    if (this.#disputed.has(pack)) return;
    this.#disputed.add(pack);
    const id = this.#context.open.repository.table.packId(pack);
    const message = `Pack ${shortId(id)} is listed differently by the index files ${shortId(one)} and ${shortId(other)}. Each pack must be listed as a whole; “holdfast repair index” puts it right.`;
    this.#context.log.add("index-disagrees", message, { pack: id, index: one, otherIndex: other });
  }

  #noteTwice(pack: number, one: string, other: string): void {
    const id = this.#context.open.repository.table.packId(pack);
    const message = `Pack ${shortId(id)} is listed by two index files, ${shortId(one)} and ${shortId(other)}. They agree, so no harm is done.`;
    this.#context.log.add("pack-listed-twice", message, { pack: id, index: one, otherIndex: other });
  }
}
