import type { ExistingFile, RestoredFile, RestoreFolder } from "../../destination/index.ts";
import { type ByteString, toBuffer } from "../../names/index.ts";
import type { BlobTable } from "../../repository/index.ts";
import type { Flow, ProgressBoard } from "../../workers/index.ts";
import { ContentMatch } from "./content-match.ts";
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
  readonly #match: ContentMatch;

  constructor(tools: FileWorkerTools) {
    this.#tools = tools;
    this.#match = new ContentMatch(tools);
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
        const { destination } = this.#tools;
        try {
          const found = destination.applyMetadata(tempPath, unpackNode(node, path));
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
    const { destination } = this.#tools;
    return folders.map(({ path, node }) =>
      this.#attempt(path, () => metadataProblems(path, destination.applyMetadata(path, node))),
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
          return !this.#match.isSame(file, size, entries);
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
      const { entries, reuseFrom } = file;
      if (entries === undefined) return { state: "begun", tempPath: this.#create(file, () => {}) };
      if (reuseFrom !== undefined) return this.#takeParts(file, entries, reuseFrom);
      return this.#withExisting(file.path, (existing) => this.#reuse(file, entries, existing));
    } catch (error) {
      return { state: "failed", problem: problemFrom(file.path, error) };
    }
  }

  /** Keeps the file that is there if all of its content is right, otherwise takes over what is. */
  #reuse(file: FileToBegin, entries: EntryList, existing: ExistingFile): BegunFile {
    const { destination } = this.#tools;
    const present = this.#match.matches(existing, entries);
    // The other names of a file may lie outside of what is restored, so only a file of one name is kept.
    if (!present.includes(0) && existing.size === file.size && destination.existing(file.path)?.links === 1) {
      const found = destination.applyMetadata(file.path, unpackNode(file.node, file.path));
      return { state: "same", ...metadataProblems(file.path, found) };
    }
    const tempPath = this.#create(file, (temp) => this.#match.copy(existing, temp, entries, present));
    return { state: "begun", tempPath, present };
  }

  /** The file that is there stays; what of it is right need not be fetched. One that cannot be read is no help. */
  #takeParts(file: FileToBegin, entries: EntryList, from: ByteString): BegunFile {
    const present = new Uint8Array(entries.length);
    const tempPath = this.#create(file, (temp) => {
      try {
        this.#withExisting(from, (existing) => {
          present.set(this.#match.matches(existing, entries));
          this.#match.copy(existing, temp, entries, present);
        });
      } catch (error) {
        problemFrom(file.path, error); // throws on what is no failure of one file
        present.fill(0);
      }
    });
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

  #withExisting<Result>(path: ByteString, work: (file: ExistingFile) => Result): Result {
    const file = this.#tools.destination.openExisting(path);
    try {
      return work(file);
    } finally {
      file.close();
    }
  }
}
