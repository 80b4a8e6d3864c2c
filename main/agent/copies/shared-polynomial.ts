import type { Plan, Presence, Target, TargetId } from "../../../shared/model/index.ts";
import type { Repositories } from "../repositories/index.ts";

/** A new target is waited for by its user. */
const PATIENCE_MS = 10_000;

export interface PolynomialDeps {
  readonly targets: () => readonly Target[];
  readonly plans: () => readonly Plan[];
  readonly presence: (id: TargetId) => Presence;
  readonly repositories: Pick<Repositories, "withRepository">;
}

/**
 * What a new repository cuts files by: the same as one that is there, so that copies and backups of the same files share
 * their chunks in whichever of a plan's repositories. Those that plans use are asked first.
 *
 * @returns undefined when none can be opened now: then the new one has its own
 */
export async function sharedPolynomial(deps: PolynomialDeps): Promise<bigint | undefined> {
  const used = new Set(deps.plans().flatMap(({ targetIds }) => targetIds));
  const there = deps.targets().filter(({ id }) => deps.presence(id) === "present");
  const signal = AbortSignal.timeout(PATIENCE_MS);
  for (const target of there.toSorted((a, b) => Number(used.has(b.id)) - Number(used.has(a.id)))) {
    try {
      const read = deps.repositories.withRepository(target, "browse", async (open) => open.repository.config, signal);
      return (await read).chunkerPolynomial;
    } catch {
      // Whatever stands in the way is told where the target is used. It only makes copies a little larger.
    }
  }
  return undefined;
}
