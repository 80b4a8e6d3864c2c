import { inLanes } from "../survey/index.ts";
import { lanesOf, type PruneContext } from "./context.ts";
import type { IndexBook } from "./index-book.ts";
import type { PruneHeld } from "./model.ts";
import type { PrunePlan } from "./plan.ts";

/** Questions to a storage at the same time. */
const LANES = 16;

/**
 * A plan without what the storage protects still: packs, and all that an index file lists that has to stay, since an index lists
 * only what is there. Where nothing is protected, the plan as it is. Held index files are told to the book.
 *
 * @param sizes of the packs as they are stored; -1 for one that is not there
 */
export async function withoutHeld(
  context: PruneContext,
  book: IndexBook,
  plan: PrunePlan,
  sizes: Float64Array,
): Promise<{ readonly plan: PrunePlan; readonly held: PruneHeld | undefined }> {
  const { storage, table } = context.open.repository;
  const { protection } = storage;
  if (protection === undefined) return { plan, held: undefined };
  const { signal } = context.locked;
  const lanes = Math.max(LANES, lanesOf(context));
  const held = new Map<number, Date>();
  const holds = (pack: number, until: Date): void => {
    if (until > (held.get(pack) ?? new Date(0))) held.set(pack, until);
  };
  await inLanes(lanes, book.files, signal, async (name) => {
    const until = await protection.until({ kind: "index", name }, signal);
    if (until === undefined) return;
    book.hold(name);
    for (const pack of book.packsIn(name)) holds(pack, until);
  });
  const stored = [...plan.remove, ...plan.repack].filter((pack) => (sizes[pack] ?? -1) >= 0 && !held.has(pack));
  await inLanes(lanes, stored, signal, async (pack) => {
    const until = await protection.until({ kind: "data", name: table.packId(pack) }, signal);
    if (until !== undefined) holds(pack, until);
  });
  const isFree = (pack: number): boolean => !held.has(pack);
  const kept = [...plan.remove, ...plan.repack].filter((pack) => held.has(pack));
  return {
    plan: {
      ...{ remove: plan.remove.filter(isFree), forget: plan.forget.filter(isFree) },
      ...{ repack: plan.repack.filter(isFree), lost: plan.lost },
    },
    held: kept.length === 0 ? undefined : summed(kept, held, sizes),
  };
}

function summed(packs: readonly number[], held: ReadonlyMap<number, Date>, sizes: Float64Array): PruneHeld {
  const last = packs.reduce((latest, pack) => Math.max(latest, held.get(pack)?.getTime() ?? 0), 0);
  const bytes = packs.reduce((sum, pack) => sum + (sizes[pack] ?? 0), 0);
  return { packs: packs.length, bytes, until: new Date(last) };
}
