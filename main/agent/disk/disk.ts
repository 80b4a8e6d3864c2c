import { access, constants, lstat, mkdir } from "node:fs/promises";
import type { DiskEntry, DiskFolder, Measure, PathText, Place, Space } from "../../../shared/model/index.ts";
import { fromBuffer, toPathText } from "../../engine/index.ts";
import { type UserPlace, userPlaces, volumeSpace } from "../../platform/index.ts";
import { below, checkNewName, cleanPath, parentOf, systemPath } from "./disk-path.ts";
import { diskError, NameTaken } from "./errors.ts";
import type { ListedEntry } from "./listing.ts";
import { ListingCache } from "./listing-cache.ts";
import { measure } from "./measure.ts";

export interface ListInput {
  readonly path: PathText;
  readonly onlyFolders?: boolean;
  readonly showHidden?: boolean;
  readonly offset?: number;
  readonly limit?: number;
}

export interface DiskOptions {
  /** Milliseconds from any start. */
  readonly clock?: () => number;
  readonly findPlaces?: () => Promise<readonly UserPlace[]>;
}

/** The disks of this machine, for choosing folders: the contract's `disk` calls. */
export class Disk {
  readonly #clock: () => number;
  readonly #findPlaces: () => Promise<readonly UserPlace[]>;
  readonly #listings: ListingCache;

  constructor({ clock = () => performance.now(), findPlaces = userPlaces }: DiskOptions = {}) {
    this.#clock = clock;
    this.#findPlaces = findPlaces;
    this.#listings = new ListingCache(clock);
  }

  /** Where to start from. Room is told of places on this machine only: others may take long to answer. */
  async places(): Promise<readonly Place[]> {
    return Promise.all((await this.#findPlaces()).map(toPlace));
  }

  /**
   * A page of a folder: folders first, then the rest, each by name. `total` counts what is wanted: without hidden entries if
   * those are not shown, and only folders if only they are. Links are shown as links. Later pages are of the same look at
   * the folder as the first, for half a minute.
   *
   * @throws {AppError} `disk/not-there`, `disk/not-allowed`, `disk/not-a-folder`, `disk/unreachable`, `disk/name-invalid`
   */
  async list({
    path: given,
    onlyFolders = false,
    showHidden = false,
    offset = 0,
    limit = 500,
  }: ListInput): Promise<DiskFolder> {
    const path = cleanPath(given);
    const choice = { onlyFolders, showHidden };
    const listing = await told(path, "open", this.#listings.listing(path, choice, offset === 0));
    const entries = await Promise.all(listing.slice(offset, offset + limit).map((entry) => describe(path, entry)));
    const [parent, space] = [parentOf(path), await volumeSpace(systemPath(path))];
    return {
      path,
      ...(parent === undefined ? {} : { parent }),
      entries,
      total: listing.length,
      isWritable: await isWritable(path),
      ...(space === undefined ? {} : { space }),
    };
  }

  /**
   * Counts the files in paths and below; tells each a few times a second, and at its end with `isFinal`. What is not there
   * or cannot be read counts as nothing. Ends with the signal's reason when that aborts.
   */
  async *measure({ paths }: { readonly paths: readonly PathText[] }, signal?: AbortSignal): AsyncGenerator<Measure> {
    const clean = new Map(paths.map((path) => [cleanPath(path), path]));
    // Told under the names under which they were asked for.
    for await (const found of measure([...clean.keys()], { signal, clock: this.#clock }))
      yield { ...found, path: clean.get(found.path) ?? found.path };
  }

  /** Makes a folder. @throws {AppError} as {@link list}, and `disk/name-taken`, `disk/full` */
  async create({
    parent: given,
    name,
  }: {
    readonly parent: PathText;
    readonly name: PathText;
  }): Promise<{ path: PathText }> {
    checkNewName(name);
    const parent = cleanPath(given);
    const path = below(parent, name);
    await told(parent, "write", mkdir(systemPath(path)), (error) =>
      error.code === "EEXIST" ? new NameTaken(path, error) : undefined,
    );
    return { path };
  }
}

/** Work on a folder, with what the system refuses as typed errors. */
async function told<T>(
  path: PathText,
  wish: "open" | "write",
  work: Promise<T>,
  first: (error: NodeJS.ErrnoException) => Error | undefined = () => undefined,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw (error instanceof Error ? first(error) : undefined) ?? diskError(error, path, wish) ?? error;
  }
}

async function toPlace({ path, name, kind, isNetwork }: UserPlace): Promise<Place> {
  const space: Space | undefined = isNetwork ? undefined : await volumeSpace(path);
  return { path: toPathText(fromBuffer(path)), name, kind, ...(space === undefined ? {} : { space }) };
}

async function describe(folder: PathText, entry: ListedEntry): Promise<DiskEntry> {
  const path = below(folder, entry.name);
  const stats = await lstat(systemPath(path)).catch(() => undefined); // gone since the folder was read, or not to be looked at
  if (stats === undefined) return { ...entry, path };
  const modified = Math.max(0, Math.floor(stats.mtimeMs));
  return { ...entry, path, modified, ...(stats.isFile() ? { bytes: stats.size } : {}) };
}

function isWritable(path: PathText): Promise<boolean> {
  return access(systemPath(path), constants.W_OK).then(
    () => true,
    () => false,
  );
}
