import type { PathText, Space, Target } from "../../../shared/model/index.ts";
import type { TargetFactStore } from "../catalog/index.ts";
import type { KnownTargets } from "../repositories/index.ts";

export interface FactsDeps {
  readonly targets: KnownTargets;
  readonly facts: TargetFactStore;
  readonly now: () => number;
  /** Room on the volume that holds a place; undefined where the system does not tell. */
  readonly volumeSpace: (path: PathText) => Promise<Space | undefined>;
}

/** Keeps what is seen of a target now, for when it is away. Of one that is away, what is known stays. */
export async function refreshFacts({ targets, facts, now, volumeSpace }: FactsDeps, target: Target): Promise<void> {
  if ((await targets.presence(target)) !== "present") return;
  const space = await volumeSpace(target.location).catch(() => undefined);
  facts.set(target.id, { ...facts.get(target.id), lastSeenAt: now(), ...(space === undefined ? {} : { space }) });
}
