import { sha256 } from "../../crypto/index.ts";
import type { ExistingFile, RestoredFile, RestoreFolder } from "../../destination/index.ts";
import { idBytes } from "../../format/index.ts";
import { type ByteString, toBuffer } from "../../names/index.ts";
import type { BlobTable } from "../../repository/index.ts";
import type { Flow, ProgressBoard } from "../../workers/index.ts";
import type { EntryList } from "./entry-list.ts";
import type { BegunFile, FileToBegin, FinishedEntry, RestoreJobs, RestoreRules } from "./jobs.ts";
import { unpackNode } from "./packed-node.ts";
import { metadataProblems, problemAt, problemFrom } from "./problems.ts";

export interface FileWorkerTools {
  readonly table: BlobTable;
  readonly board: ProgressBoard<never>;
  readonly flow: Flow;
  readonly destination: RestoreFolder;
  readonly rules: RestoreRules;
}

type Input<Kind extends keyof RestoreJobs> = RestoreJobs[Kind]["input"];

/** All that is done to files and folders but the writing of content. */
export class FileWorker {
  readonly #tools: FileWorkerTools;

  constructor(tools: FileWorkerTools) {
    this.#tools = tools;
  }

  begin({ files }: Input<"beginFiles">): BegunFile[] {
    const begun: BegunFile[] = [];
    try {
      for (const file of files) begun.push(this.#beginOne(file));
    } catch (error) {
      this.discard({ tempPaths: begun.flatMap((each) => (each.state === "begun" ? [each.tempPath] : [])) });
      throw error;
    }
    return begun;
  }

  finish({ files }: Input<"finishFiles">): FinishedEntry[] {
    return files.map(({ path, tempPath, node }) =>
      this.#attempt(path, () => {
        const { destination, rules } = this.#tools;
        try {
          const found = destination.applyMetadata(tempPath, unpackNode(node, path), { owners: rules.owners });
          destination.publish(tempPath, path);
          return metadataProblems(path, found);
        } catch (error) {
          destination.remove(tempPath);
          throw error;
        }
      }),
    );
  }

  finishFolders({ folders }: Input<"finishFolders">): FinishedEntry[] {
    const { destination, rules } = this.#tools;
    return folders.map(({ path, node }) =>
      this.#attempt(path, () =>
        metadataProblems(path, destination.applyMetadata(path, node, { owners: rules.owners })),
      ),
    );
  }

  link({ links }: Input<"linkFiles">): FinishedEntry[] {
    return links.map(({ path, existing }) =>
      this.#attempt(path, () => {
        this.#tools.destination.makeLink(existing, path);
        return metadataProblems(path, []);
      }),
    );
  }

  verify({ files }: Input<"verifyFiles">): FinishedEntry[] {
    return files.map(({ path, size, entries }) =>
      this.#attempt(path, () => {
        const wrong = this.#withExisting(path, (file) => {
          return file.size !== size || this.#matches(file, entries).includes(0);
        });
        const message = "What was read back is not what the snapshot holds.";
        return { problems: wrong ? [problemAt(path, "differs", message)] : [], ownersKept: 0 };
      }),
    );
  }

  discard({ tempPaths }: Input<"discardFiles">): undefined {
    for (const tempPath of tempPaths) {
      // Whatever is wrong there was told already, and the others are to go all the same.
      this.#attempt(tempPath, () => {
        this.#tools.destination.remove(tempPath);
        return { problems: [], ownersKept: 0 };
      });
    }
    return undefined;
  }

  #attempt(path: ByteString, work: () => Omit<FinishedEntry, "failure">): FinishedEntry {
    try {
      return work();
    } catch (error) {
      return { failure: problemFrom(path, error), problems: [], ownersKept: 0 };
    }
  }

  #beginOne(file: FileToBegin): BegunFile {
    this.#tools.flow.checkpoint();
    this.#tools.board.show(toBuffer(file.path));
    try {
      const { entries } = file;
      if (entries === undefined) return { state: "begun", tempPath: this.#create(file, () => {}) };
      return this.#withExisting(file.path, (existing) => this.#reuse(file, entries, existing));
    } catch (error) {
      return { state: "failed", problem: problemFrom(file.path, error) };
    }
  }

  /** Keeps the file that is there if all of its content is right, otherwise takes over what is. */
  #reuse(file: FileToBegin, entries: EntryList, existing: ExistingFile): BegunFile {
    const { destination, rules } = this.#tools;
    const present = this.#matches(existing, entries);
    // The other names of a file may lie outside of what is restored, so only a file of one name is kept.
    if (!present.includes(0) && existing.size === file.size && destination.existing(file.path)?.links === 1) {
      const found = destination.applyMetadata(file.path, unpackNode(file.node, file.path), { owners: rules.owners });
      return { state: "same", ...metadataProblems(file.path, found) };
    }
    const tempPath = this.#create(file, (temp) => this.#copy(existing, temp, entries, present));
    return { state: "begun", tempPath, present };
  }

  #create({ path, size }: FileToBegin, fill: (file: RestoredFile) => void): ByteString {
    const { destination, rules } = this.#tools;
    const temp = destination.createTempFile(path, size, { sparse: rules.sparse });
    try {
      fill(temp);
    } catch (error) {
      destination.remove(temp.tempPath);
      throw error;
    } finally {
      temp.close();
    }
    return temp.tempPath;
  }

  /** For each blob of a file: 1 if the file that is there has its bytes in the right place. */
  #matches(file: ExistingFile, entries: EntryList): Uint8Array {
    const present = new Uint8Array(entries.length);
    this.#readEach(file, entries, (at, entry, bytes) => {
      present[at] = this.#isBlob(entry, bytes) ? 1 : 0;
    });
    return present;
  }

  #copy(from: ExistingFile, to: RestoredFile, entries: EntryList, present: Uint8Array): void {
    this.#readEach(from, entries, (at, entry, bytes, position) => {
      if (present[at] === 0) return;
      // Somebody may have changed the file since the first look at it: then the blob is fetched after all.
      if (this.#isBlob(entry, bytes)) to.writeAt(position, bytes);
      else present[at] = 0;
    });
  }

  #isBlob(entry: number, bytes: Uint8Array | undefined): bytes is Uint8Array {
    return bytes !== undefined && sha256(bytes).equals(idBytes(this.#tools.table.idOf(entry)));
  }

  /** Reads a file in the pieces that its blobs make. */
  #readEach(
    file: ExistingFile,
    entries: EntryList,
    take: (at: number, entry: number, bytes: Uint8Array | undefined, position: number) => void,
  ): void {
    let position = 0;
    let scratch = Buffer.allocUnsafe(0);
    for (const [at, entry] of entries.entries()) {
      this.#tools.flow.checkpoint();
      const length = this.#tools.table.plainLength(entry);
      if (length > scratch.length) scratch = Buffer.allocUnsafeSlow(length);
      const isThere = position + length <= file.size && file.readAt(position, scratch.subarray(0, length));
      take(at, entry, isThere ? scratch.subarray(0, length) : undefined, position);
      position += length;
    }
  }

  #withExisting<Result>(path: ByteString, work: (file: ExistingFile) => Result): Result {
    const file = this.#tools.destination.openExisting(path);
    try {
      return work(file);
    } finally {
      file.close();
    }
  }
}
