import type { Moment, PlanState, TargetState } from "../../../shared/model/index.ts";
import { dayInWords } from "../../../shared/moments/index.ts";
import { say } from "../../../shared/words/index.ts";
import { formatWhen } from "../format.ts";

/** What a target has of a plan, beside what the plan has saved at all. */
export interface PlaceOfCopy {
  readonly targetId: string;
  readonly name: string;
  readonly target: TargetState | undefined;
  readonly state: "there" | "behind" | "none";
  /** After the target's name: “saved 24 minutes ago”, “not there yet”. */
  readonly says: string;
}

/** Where a plan's newest snapshot is, and where it is not yet; in the order of the plan. */
export function placesOf(
  { plan, targets: known }: PlanState,
  targets: readonly TargetState[],
  now: Moment,
): readonly PlaceOfCopy[] {
  const newest = Math.max(0, ...known.map(({ newestSnapshotAt }) => newestSnapshotAt ?? 0));
  // Where nothing had changed since, the newest snapshot stands for that moment, too, on whatever target it is.
  const upTo = Math.max(
    newest,
    ...known.map(({ newestSnapshotAt, currentAt }) => (newestSnapshotAt === newest ? (currentAt ?? 0) : 0)),
  );
  return plan.targetIds.map((targetId): PlaceOfCopy => {
    const on = known.find((each) => each.targetId === targetId);
    const target = targets.find((each) => each.target.id === targetId);
    const at = on?.newestSnapshotAt;
    const state = at === undefined ? "none" : at < newest ? "behind" : "there";
    const name = target?.target.name ?? say("A target that was removed");
    return {
      ...{ targetId, name, target, state },
      says: [saysOf(state, at, upTo, now), ...whyNot(state, target)].join(", "),
    };
  });
}

function saysOf(state: PlaceOfCopy["state"], at: Moment | undefined, upTo: Moment, now: Moment): string {
  if (at === undefined) return say("not there yet");
  if (state === "there") return say("saved {ago}", { ago: formatWhen(upTo, now) });
  return say("the newest is not there yet; it has that of {when}", { when: dayInWords(at, now) });
}

/** What a copy that lacks waits for. */
function whyNot(state: PlaceOfCopy["state"], target: TargetState | undefined): readonly string[] {
  if (state === "there" || target === undefined) return [];
  if (target.passphrase === "missing") return [say("its passphrase is missing")];
  if (target.problem !== undefined) return [say("it does not let us in")];
  return target.presence === "away" ? [say("it is not connected")] : [];
}
