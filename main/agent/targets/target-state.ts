import type { Target, TargetState } from "../../../shared/model/index.ts";
import type { Catalog } from "../catalog/index.ts";
import { lastCheck } from "./last-check.ts";
import { isOffSite } from "./off-site.ts";
import type { Known } from "./presence-watch.ts";
import { removalOf } from "./removal.ts";
import type { TargetsOptions } from "./targets-options.ts";

/** What is known of a target, and where. */
interface Knowledge extends Pick<TargetsOptions, "spaceForecast"> {
  readonly known: Known;
  readonly passphrase: { readonly state: TargetState["passphrase"]; readonly place: string };
  readonly catalog: Pick<Catalog, "snapshots" | "runs" | "targetFacts">;
}

/** A target with what is known of it, from memory and short queries. */
export function targetState(target: Target, { known, passphrase, catalog, spaceForecast }: Knowledge): TargetState {
  const { count, newest } = catalog.snapshots.totals(target.id);
  const check = lastCheck(catalog.runs.list({ targetId: target.id, kind: "check", limit: 20 }));
  return {
    ...{ target, ...known, spaceForecast: spaceForecast(target.id, known.space) },
    ...{ passphrase: passphrase.state, passphrasePlace: passphrase.place, snapshots: count },
    ...removalOf(catalog.targetFacts.get(target.id)),
    isOffSite: isOffSite(target),
    ...(newest === undefined ? {} : { newestSnapshotAt: newest.time }),
    ...(check === undefined ? {} : { lastCheck: check }),
  };
}
