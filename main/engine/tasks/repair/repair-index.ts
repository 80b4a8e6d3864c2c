import type { PackId } from "../../format/index.ts";
import { listedPack, readPackHeader, replaceIndex, type StoredPack } from "../../repository/index.ts";
import { pastCache, type StoredFile } from "../../storage/index.ts";
import { type Locked, withLock } from "../locked.ts";
import type { OpenRepository } from "../open-repository.ts";
import { type Run, startRun } from "../run.ts";
import { confirmGone, entriesOf, inLanes } from "../survey/index.ts";
import { lockOptions } from "../task-options.ts";
import { NoPackThere } from "./errors.ts";
import { judgePack, planIndex, type Verdict } from "./index-plan.ts";
import { type IndexSurvey, surveyIndex } from "./index-survey.ts";
import { LeavingProtected } from "./leave-protected.ts";
import type { RepairIndexOptions, RepairIndexResult, RepairNotice, RepairProgress, Salvaged } from "./model.ts";
import { RepairReport } from "./report.ts";
import { type BrokenPack, salvage, storedPacks } from "./salvage.ts";

/** Headers read at the same time. */
const HEADER_LANES = 8;

/**
 * Makes the index say what the packs hold: packs that are not there are taken out of it, packs that no index lists and
 * packs that are not as long as listed are listed as their headers say. Works with index files that are damaged or gone.
 * Has the repository for itself, and replaces only the index files that it must.
 *
 * A pack whose header cannot be read goes out of the index, as in restic; unlike there, what the old index knew of it is
 * saved first, blob by blob, as far as it is whole.
 *
 * When it is killed, the old index files are still there, or all new ones are.
 *
 * @throws {NoPackThere} and what a storage throws
 */
export function repairIndex(
  open: OpenRepository,
  options: RepairIndexOptions = {},
): Run<RepairProgress | RepairNotice, RepairIndexResult> {
  const report = new RepairReport(options.clock);
  open.startThreads();
  return startRun<RepairProgress, RepairNotice, RepairIndexResult>(
    (events) =>
      withLock(open, lockOptions(true, options), async (locked) => {
        try {
          const repair = new IndexRepair(open, options, locked, report.listen(events));
          return await pastCache(open.repository.storage, () => repair.run());
        } catch (error) {
          throw locked.signal.aborted ? locked.signal.reason : error;
        } finally {
          open.forgetIndex();
        }
      }),
    () => report.progress(),
  );
}

/** The packs by what is to be done with them. */
interface SortedPacks {
  readonly missing: readonly PackId[];
  /** Listed, and to be read. */
  readonly doubtful: readonly PackId[];
  readonly unlisted: readonly PackId[];
  readonly verdicts: readonly Verdict[];
}

class IndexRepair {
  readonly #open: OpenRepository;
  readonly #options: RepairIndexOptions;
  readonly #locked: Locked;
  readonly #report: RepairReport;

  constructor(open: OpenRepository, options: RepairIndexOptions, locked: Locked, report: RepairReport) {
    this.#open = open;
    this.#options = options;
    this.#locked = locked;
    this.#report = report;
  }

  async run(): Promise<RepairIndexResult> {
    const { signal } = this.#locked;
    this.#report.begin("index");
    const survey = await surveyIndex(this.#open, signal, (index, { message }) =>
      this.#report.notice({ type: "index-damaged", index, problem: message }),
    );
    this.#report.begin("packs");
    const stored = await storedPacks(this.#open, signal);
    const sorted = this.#sort(survey, stored);
    await confirmGone(this.#open.repository.storage, sorted.missing, signal);
    const toRead = [...sorted.doubtful, ...sorted.unlisted].flatMap((id) => stored.get(id) ?? []);
    const { read, unreadable } = await this.#readHeaders(toRead);
    const plan = planIndex(survey, (pack) => sorted.verdicts[pack] !== "sound");
    const isChanged = plan.obsolete.length > 0 || read.length > 0;
    const broken = this.#broken(survey, stored, unreadable);
    const result = {
      ...{ isChanged, damagedIndexes: survey.damaged, missing: sorted.missing, unreadable },
      ...this.#readAs(sorted, read),
    };
    if (this.#options.dryRun === true) return { ...result, salvaged: { blobs: 0, lost: [] }, removedIndexes: 0 };
    const salvaged = await this.#salvage(broken);
    this.#report.begin("writing");
    const removedIndexes = isChanged ? await this.#replace(survey, plan, read) : 0;
    return { ...result, salvaged, removedIndexes };
  }

  #sort({ listings, contents }: IndexSurvey, stored: ReadonlyMap<PackId, StoredFile>): SortedPacks {
    const { table } = this.#open.repository;
    const ids: Record<Verdict, PackId[]> = { sound: [], missing: [], doubtful: [] };
    const verdicts: Verdict[] = [];
    const listed = new Set<PackId>();
    for (const [pack, { isDisputed }] of listings.entries()) {
      const id = table.packId(pack);
      const state = {
        storedBytes: stored.get(id)?.size,
        listedBytes: contents.sizes[pack] ?? 0,
        isContradictory: isDisputed || contents.gaps[pack] === 1,
      };
      const verdict = judgePack(state, this.#options.readAllPacks === true);
      listed.add(id);
      verdicts.push(verdict);
      ids[verdict].push(id);
    }
    if (listed.size > 0 && ids.missing.length === listed.size && stored.size === 0)
      throw new NoPackThere(this.#open.repository.storage.location, listed.size);
    const unlisted = [...stored.keys()].filter((id) => !listed.has(id));
    this.#tell(ids, unlisted);
    return { missing: ids.missing, doubtful: ids.doubtful, unlisted, verdicts };
  }

  #tell({ missing, doubtful }: Record<Verdict, PackId[]>, unlisted: readonly PackId[]): void {
    for (const pack of missing) this.#report.notice({ type: "pack-missing", pack });
    if (this.#options.readAllPacks === true) return;
    for (const pack of doubtful) this.#report.notice({ type: "pack-doubtful", pack });
    for (const pack of unlisted) this.#report.notice({ type: "pack-unlisted", pack });
  }

  async #readHeaders(files: readonly StoredFile[]): Promise<{ read: StoredPack[]; unreadable: PackId[] }> {
    const { repository } = this.#open;
    const [read, unreadable]: [StoredPack[], PackId[]] = [[], []];
    this.#report.begin("packs", files.length);
    await inLanes(HEADER_LANES, files, this.#locked.signal, async (file) => {
      const id = file.name as PackId; // the storage lists only names that are ids
      const header = await readPackHeader(repository, file, this.#locked.signal);
      if (header === undefined) {
        unreadable.push(id);
        this.#report.notice({ type: "pack-unreadable", pack: id, isListed: repository.table.hasPack(id) });
      } else read.push({ id, header });
      this.#report.step();
    });
    return { read, unreadable };
  }

  #readAs({ doubtful, unlisted }: SortedPacks, read: readonly StoredPack[]) {
    const ids = new Set(read.map(({ id }) => id));
    return { added: unlisted.filter((id) => ids.has(id)), reread: doubtful.filter((id) => ids.has(id)) };
  }

  /** Packs of which only the index tells what is in them. */
  #broken(
    { contents }: IndexSurvey,
    stored: ReadonlyMap<PackId, StoredFile>,
    unreadable: readonly PackId[],
  ): BrokenPack[] {
    return unreadable.flatMap((id) => {
      const pack = this.#open.repository.table.findPack(id);
      if (pack < 0) return [];
      return [{ pack, id, entries: entriesOf(contents, pack), storedBytes: stored.get(id)?.size ?? 0 }];
    });
  }

  #salvage(broken: readonly BrokenPack[]): Promise<Salvaged> {
    return salvage(this.#open, this.#locked, broken, this.#report);
  }

  async #replace(
    { contents }: IndexSurvey,
    { obsolete, relisted }: ReturnType<typeof planIndex>,
    read: readonly StoredPack[],
  ): Promise<number> {
    const { pool, repository } = this.#open;
    const kept = relisted.map((pack) => listedPack(repository.table, pack, entriesOf(contents, pack)));
    const storage = new LeavingProtected(this.#locked.storage, this.#report);
    const { removed } = await replaceIndex({
      ...{ storage, signal: this.#locked.signal, obsolete },
      seal: (packs) => pool.run("sealIndex", { packs }),
      packs: [...read, ...kept],
    });
    return removed - storage.held;
  }
}
