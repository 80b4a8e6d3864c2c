import { fromPathText } from "../../engine/light.ts";
import { CatalogTooNew, type Database, openDatabase, removeDatabase } from "../catalog/index.ts";
import { Finder } from "./finder.ts";
import { FolderWriter } from "./folder-writer.ts";
import { Lines } from "./lines.ts";
import type {
  FindQuery,
  FolderToApply,
  FolderToRead,
  FoundPaths,
  IndexTotals,
  PathVersion,
  Place,
  SnapshotToIndex,
} from "./model.ts";
import { PathTable } from "./path-table.ts";
import { SCHEMA } from "./schema.ts";
import { Sweeper } from "./sweeper.ts";
import { versionsOf } from "./versions.ts";

const CACHE_KB = 16_384;

/**
 * The index of names in its file. Calls that write come one after the other; searches may come in between, also while one that
 * writes waits for its next turn.
 */
export class NameIndex {
  readonly #file: string;
  #parts: Parts;

  constructor(file: string) {
    this.#file = file;
    this.#parts = openParts(file);
  }

  reconcile(target: string, list: readonly SnapshotToIndex[]): SnapshotToIndex[] {
    const { missing, hasForgotten } = this.#parts.lines.reconcile(target, list);
    if (hasForgotten) this.#parts.sweeper.begin();
    return missing;
  }

  keepTargets(targets: readonly string[]): void {
    if (this.#parts.lines.keepTargets(targets)) this.#parts.sweeper.begin();
  }

  /** @returns the place of a snapshot, and its root if that is to be read */
  begin(target: string, snapshot: SnapshotToIndex): { place: Place; root?: FolderToRead } {
    const { place, isSame } = this.#parts.lines.begin(target, snapshot);
    return isSame ? { place } : { place, root: { path: 0, tree: snapshot.tree } };
  }

  /** @param sealed folders of which all has been taken in meanwhile */
  async apply(folder: FolderToApply, sealed: readonly FolderToRead[]): Promise<FolderToRead[]> {
    this.seal(folder.place, sealed);
    return this.#parts.writer.apply(folder);
  }

  seal(place: Place, sealed: readonly FolderToRead[]): void {
    if (sealed.length === 0) return;
    const { database, writer } = this.#parts;
    database.inOneGo(() => {
      for (const folder of sealed) writer.seal(place, folder);
    });
  }

  finish(place: Place): void {
    this.#parts.lines.finish(place);
  }

  async sweep(budgetMs: number): Promise<boolean> {
    const isDone = await this.#parts.sweeper.sweep(budgetMs);
    this.#parts.writer.forget();
    return isDone;
  }

  find(query: FindQuery): FoundPaths {
    return this.#parts.finder.find(query);
  }

  versions(target: string, path: string): PathVersion[] {
    const { database, paths, lines } = this.#parts;
    const number = paths.find(fromPathText(path));
    return number === undefined || number === 0 ? [] : versionsOf(database, number, target, lines.all());
  }

  totals(): IndexTotals {
    const { database, lines } = this.#parts;
    const sums = database.query<object, { paths: number; spans: number }>("SELECT paths, spans FROM totals").get({});
    return { snapshots: lines.whole(), paths: sums?.paths ?? 0, spans: sums?.spans ?? 0 };
  }

  /** Begins anew with nothing. */
  clear(): void {
    this.#parts.database.close();
    removeDatabase(this.#file);
    this.#parts = openParts(this.#file);
  }

  close(): void {
    this.#parts.database.close();
  }
}

interface Parts {
  readonly database: Database;
  readonly lines: Lines;
  readonly paths: PathTable;
  readonly writer: FolderWriter;
  readonly sweeper: Sweeper;
  readonly finder: Finder;
}

function openParts(file: string): Parts {
  const database = openFile(file);
  database.pragma(`cache_size = -${CACHE_KB}`);
  const lines = new Lines(database);
  return {
    ...{ database, lines, paths: new PathTable(database), writer: new FolderWriter(database) },
    ...{ sweeper: new Sweeper(database), finder: new Finder(database, lines) },
  };
}

/** What is damaged, or of another version, is made again: all in it can be read from the repositories. */
function openFile(file: string): Database {
  const open = () => openDatabase({ file, now: () => Date.now(), steps: SCHEMA });
  try {
    const { database, loss } = open();
    if (loss !== undefined) removeDatabase(loss.setAside);
    return database;
  } catch (error) {
    if (!(error instanceof CatalogTooNew)) throw error;
    removeDatabase(file);
    return open().database;
  }
}
