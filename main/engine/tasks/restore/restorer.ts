import type { BlobId } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { Repository } from "../../repository/index.ts";
import type { EnginePool } from "../engine-jobs.ts";
import { Batcher } from "./batcher.ts";
import { ContentWriter } from "./content-writer.ts";
import type { Effort } from "./effort.ts";
import { FolderLedger, type PendingFolder } from "./folder-ledger.ts";
import { HardLinks } from "./hard-links.ts";
import type { FinishedEntry, RestoreJobs } from "./jobs.ts";
import type { PlannedFile } from "./planned-file.ts";
import type { Report } from "./report.ts";
import { TreeWalk } from "./tree-walk.ts";

const ENTRIES_PER_JOB = 64;

export interface RestorerOptions {
  readonly repository: Repository;
  readonly pool: EnginePool;
  readonly effort: Effort;
  readonly report: Report;
  readonly tree: BlobId;
  readonly isWanted: boolean;
  readonly verify: boolean;
  readonly dryRun: boolean;
}

type Item<Kind extends "finishFolders" | "linkFiles" | "verifyFiles"> = {
  finishFolders: RestoreJobs["finishFolders"]["input"]["folders"][number];
  linkFiles: RestoreJobs["linkFiles"]["input"]["links"][number];
  verifyFiles: RestoreJobs["verifyFiles"]["input"]["files"][number];
}[Kind];

/** Leads a restore: the walk finds files, the writer fills them, then come their further names and their folders. */
export class Restorer {
  readonly #options: RestorerOptions;
  readonly #ledger = new FolderLedger((folder) => this.#finishFolder(folder));
  readonly #links = new HardLinks();
  readonly #writer: ContentWriter;
  readonly #finishing: Batcher<Item<"finishFolders">, FinishedEntry>;
  readonly #linking: Batcher<Item<"linkFiles">, FinishedEntry>;
  readonly #verifying: Batcher<Item<"verifyFiles">, FinishedEntry>;

  constructor(options: RestorerOptions) {
    this.#options = options;
    const { repository, pool, effort, report } = options;
    this.#writer = new ContentWriter({
      ...{ repository, pool, effort, report },
      onPlaced: (file, how) => effort.track(this.#placed(file, how)),
      onFailed: (file) => effort.track(this.#failed(file)),
    });
    this.#finishing = new Batcher((folders) => pool.run("finishFolders", { folders }), ENTRIES_PER_JOB);
    this.#linking = new Batcher((links) => pool.run("linkFiles", { links }), ENTRIES_PER_JOB);
    this.#verifying = new Batcher((files) => pool.run("verifyFiles", { files }), ENTRIES_PER_JOB);
  }

  /** @throws what ended the run; no temporary file is left then either */
  async run(): Promise<void> {
    const { repository, pool, effort, report, tree, isWanted } = this.#options;
    const walk = new TreeWalk({ repository, pool, effort, report, tree, isWanted, ledger: this.#ledger });
    effort.track(this.#writer.run(() => this.#nextFiles(walk)));
    try {
      await effort.finished();
    } catch (error) {
      pool.flow.restart();
      await this.#writer.discardAll();
      throw error;
    }
  }

  /** The next files whose content is to be restored; further names of others are seen to here. */
  async #nextFiles(walk: TreeWalk): Promise<PlannedFile[]> {
    for (;;) {
      const files = await walk.next();
      const first = files.filter((file) => this.#isFirst(file));
      if (first.length > 0 && this.#options.dryRun) for (const file of first) await this.#placed(file, "written");
      else if (first.length > 0 || files.length === 0) return first;
    }
  }

  #isFirst(file: PlannedFile): boolean {
    const name = this.#links.meet(file);
    if (name.role === "link") this.#options.effort.track(this.#link(file, name.existing));
    return name.role === "first";
  }

  async #placed(file: PlannedFile, how: "written" | "unchanged"): Promise<void> {
    const { report, verify, dryRun } = this.#options;
    if (how === "written") {
      report.counts.files += 1;
      report.counts.bytes += file.size;
      if (isReplacing(file, dryRun)) report.counts.replaced += 1;
      if (file.beside !== undefined) report.counts.keptBoth += 1;
    } else report.counts.unchanged += 1;
    if (dryRun) report.bytesDone += file.size;
    for (const name of this.#links.placed(file)) this.#options.effort.track(this.#link(name, file.path));
    const { path, size, entries } = file;
    if (verify && !dryRun) report.finished(await this.#verifying.do({ path, size, entries }));
    await this.#ledger.done(file.folder);
  }

  /** The file's next name gets a try of its own: what was wrong may have been in the way of this name alone. */
  async #failed(file: PlannedFile): Promise<void> {
    const next = this.#links.failed(file);
    if (next !== undefined) await this.#writer.restore([next]);
    await this.#ledger.done(file.folder);
  }

  async #link(file: PlannedFile, existing: ByteString): Promise<void> {
    const { report, dryRun } = this.#options;
    report.bytesDone += file.size;
    if (dryRun || report.finished(await this.#linking.do({ path: file.path, existing }))) {
      report.counts.hardLinks += 1;
      if (file.replaces) report.counts.replaced += 1;
      if (file.beside !== undefined) report.counts.keptBoth += 1;
    }
    await this.#ledger.done(file.folder);
  }

  async #finishFolder({ path, node }: PendingFolder): Promise<void> {
    const { report, dryRun } = this.#options;
    if (node === undefined) return;
    report.counts.folders += 1;
    if (!dryRun) report.finished(await this.#finishing.do({ path, node }));
  }
}

/** A file that was compared and written all the same differed, however it looked; one of several names goes by its looks. */
function isReplacing({ compare, replaces, link, beside }: PlannedFile, dryRun: boolean): boolean {
  if (beside !== undefined) return false;
  return replaces || (compare && !dryRun && link === undefined);
}
