import { hasCode } from "../../../shared/errors/index.ts";
import { localTime } from "../../../shared/figures/index.ts";
import type { Plan, Target } from "../../../shared/model/index.ts";
import { type OpenRepository, protect, type StoredSnapshot } from "../../engine/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Clock } from "../clock/index.ts";
import { isHeld, retentionVerdicts } from "../retention/index.ts";
import type { RunContext } from "../runs/index.ts";
import { describeSnapshot } from "../snapshots/index.ts";
import { RETRY_LOCK_MS } from "./deps.ts";

const DAY_MS = 86_400_000;

export interface ProtectionDeps {
  readonly catalog: Pick<Catalog, "massChanges" | "targetFacts">;
  readonly plans: () => readonly Plan[];
  readonly clock: Clock;
}

/** Half of the days are over, as far as is known, or nobody knows. @param days for which new files are protected */
function isProtectionDue(target: Target, days: number, { catalog, clock }: ProtectionDeps): boolean {
  const { protectedUntil } = catalog.targetFacts.get(target.id);
  return protectedUntil === undefined || protectedUntil - clock.now() < (days * DAY_MS) / 2;
}

/** The same before the repository is open, by what the target's access says. */
export function isKnownProtectionDue(target: Target, deps: ProtectionDeps): boolean {
  const days = Number(target.access["lockDays"] ?? 0);
  return days > 0 && isProtectionDue(target, days, deps);
}

/**
 * Protects for longer what is to be kept, where the storage protects files and it is time. What goes wrong is no failure of the run
 * that it follows: it is told, and the next run tries again.
 */
export async function extendProtection(
  target: Target,
  deps: ProtectionDeps,
  { open, signal, note }: Pick<RunContext, "open" | "signal" | "note">,
): Promise<void> {
  const days = open.repository.storage.protection?.days;
  if (days === undefined || !isProtectionDue(target, days, deps)) return;
  try {
    const protectedUntil = await extended(target, days, deps, open, signal);
    const { targetFacts } = deps.catalog;
    targetFacts.set(target.id, { ...targetFacts.get(target.id), removal: "protected", protectedUntil });
    note("info", `What is to be kept is protected until ${localTime(protectedUntil)} at least.`);
  } catch (error) {
    const why = error instanceof Error && !hasCode(error, "storage/protected") ? ` ${error.message}` : "";
    note("warning", `The protection could not be extended; the next run tries again.${why}`);
  }
}

async function extended(
  target: Target,
  days: number,
  deps: ProtectionDeps,
  open: OpenRepository,
  signal: AbortSignal,
): Promise<number> {
  const isFirst = deps.catalog.targetFacts.get(target.id).protectedUntil === undefined;
  // Storages keep whole seconds. The first time, what was just written lasts long enough.
  const until = new Date(Math.floor((deps.clock.now() + days * DAY_MS) / 1000) * 1000);
  const choose = (all: readonly StoredSnapshot[]) => keptOf(all, deps);
  const run = protect(open, { choose, retryLockMs: RETRY_LOCK_MS, signal, ...(isFirst ? {} : { until }) });
  return (await run.result).protectedUntil.getTime();
}

/** What the rules of a plan do not keep is left to expire, or it could never be removed. */
function keptOf(all: readonly StoredSnapshot[], { plans, catalog, clock }: ProtectionDeps): readonly StoredSnapshot[] {
  const going = new Set<string>();
  for (const plan of plans()) {
    const snapshots = all.map((each) => describeSnapshot(each, [plan]));
    const held = isHeld(plan, catalog);
    const question = { planId: plan.id, snapshots, rules: plan.keep, isHeld: held, now: clock.now() };
    for (const { keep, snapshotId } of retentionVerdicts(question)) if (!keep) going.add(snapshotId);
  }
  return all.filter(({ id }) => !going.has(id));
}
