import type { Moment, Space, SpaceForecast, TargetId } from "../../../shared/model/index.ts";
import type { Catalog } from "../catalog/index.ts";
import { forecastSpace, type Growth, growthOf } from "./forecast.ts";

/** Whole weeks count, so an hour is nothing; lists of targets are asked for often. */
const KEPT_MS = 3_600_000;
/** Two months of a backup every quarter of an hour are more; then the last weeks are looked at. */
const RUNS_LOOKED_AT = 3000;

/** How full targets are going to be, by the runs that the catalog knows. */
export class SpaceForecasts {
  readonly #runs: Pick<Catalog["runs"], "list">;
  readonly #now: () => Moment;
  readonly #kept = new Map<TargetId, { readonly at: Moment; readonly growth: Growth }>();

  constructor(runs: Pick<Catalog["runs"], "list">, now: () => Moment) {
    this.#runs = runs;
    this.#now = now;
  }

  of(targetId: TargetId, space: Space | undefined): SpaceForecast {
    return forecastSpace(space, this.#growth(targetId), this.#now());
  }

  #growth(targetId: TargetId): Growth {
    const now = this.#now();
    const kept = this.#kept.get(targetId);
    if (kept !== undefined && Math.abs(now - kept.at) < KEPT_MS) return kept.growth;
    const growth = growthOf(this.#runs.list({ targetId, limit: RUNS_LOOKED_AT }), now);
    this.#kept.set(targetId, { at: now, growth });
    return growth;
  }
}
