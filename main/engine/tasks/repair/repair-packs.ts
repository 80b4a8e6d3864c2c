import type { PackId } from "../../format/index.ts";
import { adoptPack, listedPack, readPackHeader, replaceIndex } from "../../repository/index.ts";
import { pastCache, type StoredFile } from "../../storage/index.ts";
import { type Locked, withLock } from "../locked.ts";
import type { OpenRepository } from "../open-repository.ts";
import { type Run, startRun } from "../run.ts";
import { entriesOf } from "../survey/index.ts";
import { lockOptions } from "../task-options.ts";
import { IndexUnsound, PackUnknown } from "./errors.ts";
import { planIndex } from "./index-plan.ts";
import { type IndexSurvey, surveyIndex } from "./index-survey.ts";
import { LeavingProtected } from "./leave-protected.ts";
import type { RepairNotice, RepairPacksOptions, RepairPacksResult, RepairProgress } from "./model.ts";
import { RepairReport } from "./report.ts";
import { type BrokenPack, salvage, storedPacks } from "./salvage.ts";

/**
 * Takes damaged packs out of the repository: what is whole in them is stored anew, then they leave the index, then the
 * repository. What was lost with them is then missing in the index, which `repairSnapshots` goes by. Has the repository
 * for itself.
 *
 * When it is killed, nothing that was whole is lost at any moment, and the same call goes on.
 *
 * @throws {PackUnknown} {IndexUnsound} before anything is changed, and what `setAside` or a storage throws
 */
export function repairPacks(
  open: OpenRepository,
  options: RepairPacksOptions,
): Run<RepairProgress | RepairNotice, RepairPacksResult> {
  const report = new RepairReport(options.clock);
  open.startThreads();
  return startRun<RepairProgress, RepairNotice, RepairPacksResult>(
    (events) =>
      withLock(open, lockOptions(true, options), async (locked) => {
        try {
          return await pastCache(open.repository.storage, () => work(open, options, locked, report.listen(events)));
        } catch (error) {
          throw locked.signal.aborted ? locked.signal.reason : error;
        } finally {
          open.forgetIndex();
        }
      }),
    () => report.progress(),
  );
}

async function work(
  open: OpenRepository,
  { packs, setAside }: RepairPacksOptions,
  locked: Locked,
  report: RepairReport,
): Promise<RepairPacksResult> {
  const { signal } = locked;
  const storage = new LeavingProtected(locked.storage, report);
  const { repository, pool } = open;
  report.begin("index");
  const survey = await surveyIndex(open, signal, (index, { message }) =>
    report.notice({ type: "index-damaged", index, problem: message }),
  );
  const stored = await storedPacks(open, signal);
  const wanted = new Set(packs.map((asked) => idOf(asked, stored, open, survey)));
  const plan = planTakingOut(open, survey, wanted);
  report.begin("packs", wanted.size);
  for (const id of wanted) await keep(open, id, stored, setAside, signal, report);
  const broken: BrokenPack[] = [];
  for (const id of wanted) broken.push(await brokenPack(open, survey, stored, id, signal));
  const salvaged = await salvage(open, locked, broken, report);
  report.begin("writing");
  await replaceIndex({
    ...{ storage, signal, obsolete: plan.obsolete },
    seal: (listed) => pool.run("sealIndex", { packs: listed }),
    packs: plan.relisted.map((pack) => listedPack(repository.table, pack, entriesOf(survey.contents, pack))),
  });
  // From here on nobody refers to them. Those that a kill leaves are in no index, and a prune removes them.
  const removed: PackId[] = [];
  // What an index lists that has to stay has to stay, too.
  for (const id of storage.held > 0 ? [] : wanted) {
    const before = storage.held;
    await storage.remove({ kind: "data", name: id }, signal);
    if (storage.held === before) removed.push(id);
  }
  return { removed, missing: [...wanted].filter((id) => !stored.has(id)), salvaged };
}

/** @throws {PackUnknown} no pack, or more than one */
function idOf(
  asked: string,
  stored: ReadonlyMap<PackId, StoredFile>,
  { repository: { table } }: OpenRepository,
  { listings }: IndexSurvey,
): PackId {
  const listed = Array.from(listings, (_, pack) => table.packId(pack));
  const found = new Set([...stored.keys(), ...listed].filter((id) => asked !== "" && id.startsWith(asked)));
  const [id] = found;
  if (id === undefined || found.size > 1) throw new PackUnknown(asked);
  return id;
}

/** Index files that are damaged stay: they are for `repairIndex`. @throws {IndexUnsound} */
function planTakingOut({ repository: { table } }: OpenRepository, survey: IndexSurvey, wanted: ReadonlySet<PackId>) {
  const { sound, listings, contents } = survey;
  const plan = planIndex({ sound, damaged: [], listings }, (pack) => wanted.has(table.packId(pack)));
  for (const pack of plan.relisted) {
    const isWrong = listings[pack]?.isDisputed === true || contents.gaps[pack] === 1;
    if (isWrong) throw new IndexUnsound(table.packId(pack));
  }
  return plan;
}

async function keep(
  { repository: { storage } }: OpenRepository,
  id: PackId,
  stored: ReadonlyMap<PackId, StoredFile>,
  setAside: RepairPacksOptions["setAside"],
  signal: AbortSignal,
  report: RepairReport,
): Promise<void> {
  signal.throwIfAborted();
  if (stored.has(id)) {
    const bytes = await storage.read({ kind: "data", name: id }, undefined, signal);
    report.read(bytes.length);
    await setAside(id, bytes);
  }
  report.step();
}

async function brokenPack(
  { repository }: OpenRepository,
  { contents }: IndexSurvey,
  stored: ReadonlyMap<PackId, StoredFile>,
  id: PackId,
  signal: AbortSignal,
): Promise<BrokenPack> {
  const { table } = repository;
  const file = stored.get(id);
  const listed = table.findPack(id);
  const entries = listed >= 0 ? entriesOf(contents, listed) : await entriesByHeader(repository, file, id, signal);
  return { pack: table.findPack(id), id, entries, storedBytes: file?.size ?? 0 };
}

/** For a pack that no index lists. One whose header cannot be read either has nothing to offer. */
async function entriesByHeader(
  repository: OpenRepository["repository"],
  file: StoredFile | undefined,
  id: PackId,
  signal: AbortSignal,
): Promise<number[]> {
  const header = file === undefined ? undefined : await readPackHeader(repository, file, signal);
  if (header === undefined) return [];
  const first = repository.table.size;
  adoptPack(repository, { id, header });
  return Array.from({ length: repository.table.size - first }, (_, added) => first + added);
}
