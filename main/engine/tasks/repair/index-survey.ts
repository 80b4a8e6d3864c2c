import { type AppError, hasCode } from "../../../../shared/errors/index.ts";
import { readNamedFile } from "../../repository/index.ts";
import type { ListedPack } from "../check/jobs.ts";
import type { OpenRepository } from "../open-repository.ts";
import { inLanes, type PackContents } from "../survey/index.ts";

const INDEX_LANES = 6;

/** What the index files say of one pack. */
export interface PackListing {
  /** The index files that list it. */
  readonly files: readonly string[];
  /** Two of them list different blobs. */
  readonly isDisputed: boolean;
}

export interface IndexSurvey {
  /** The index files that can be read, and those that cannot. */
  readonly sound: readonly string[];
  readonly damaged: readonly string[];
  /** By the number of the pack in the table. */
  readonly listings: readonly PackListing[];
  readonly contents: PackContents;
}

/**
 * Fills the table of blobs from all index files that can be read, and says which file lists what. Unlike `loadIndex` it
 * gets by with files that are damaged or gone. The caller forgets the index afterwards.
 *
 * @param onDamaged told of each file that is damaged; one that only cannot be read now is an error
 */
export async function surveyIndex(
  open: OpenRepository,
  signal: AbortSignal,
  onDamaged: (name: string, error: AppError) => void,
): Promise<IndexSurvey> {
  open.forgetIndex();
  const [sound, damaged]: [string[], string[]] = [[], []];
  const listings = new Listings();
  await inLanes(INDEX_LANES, open.repository.storage.list("index", signal), signal, async ({ name }) => {
    try {
      const bytes = await readNamedFile(open.repository.storage, { kind: "index", name }, signal);
      // The storage's contract: the buffer owns an ArrayBuffer of its own.
      const listed = await open.pool.run("checkIndex", { name, bytes }, [bytes.buffer as ArrayBuffer]);
      for (const pack of listed) listings.add(name, pack);
      sound.push(name);
    } catch (error) {
      if (!isDamaged(error)) throw error;
      damaged.push(name);
      onDamaged(name, error);
    }
  });
  const contents = await open.pool.run("sortByPack", undefined);
  return { sound, damaged, listings: listings.all(open.repository.table.packCount), contents };
}

/** Whether the bytes themselves are wrong. All else may be better tomorrow, so nothing may be given up for it. */
function isDamaged(error: unknown): error is AppError {
  return hasCode(error, "repository/damaged-file") || hasCode(error, "format/damaged");
}

class Listings {
  readonly #listings: { files: string[]; digest: number; isDisputed: boolean }[] = [];

  add(name: string, { pack, digest }: ListedPack): void {
    const before = this.#listings[pack];
    if (before === undefined) {
      this.#listings[pack] = { files: [name], digest, isDisputed: false };
      return;
    }
    before.files.push(name);
    before.isDisputed ||= before.digest !== digest;
  }

  /** One for each pack, also for a pack that only a file named which turned out to be damaged. */
  all(packs: number): PackListing[] {
    return Array.from({ length: packs }, (_, pack) => this.#listings[pack] ?? { files: [], isDisputed: true });
  }
}
