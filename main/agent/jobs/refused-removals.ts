import { hasCode } from "../../../shared/errors/index.ts";
import { countOf } from "../../../shared/figures/index.ts";
import type { ForgetResult } from "../../engine/index.ts";

type NotRemoved = ForgetResult["failures"][number];

/** What became of snapshots that should have gone and are still there. */
export interface RefusedRemovals {
  /** Nothing is ever removed from there by this account: it is meant so. */
  readonly isAppendOnly: boolean;
  /** How many are protected until when, in a sentence; they go another time. */
  readonly protection?: string;
  /** What is a problem. */
  readonly failures: readonly NotRemoved[];
}

/** Sorts what the storage refused to remove: what it refuses by design is no failure. */
export function refusedRemovals(failures: readonly NotRemoved[]): RefusedRemovals {
  const isAppendOnly = ({ error }: NotRemoved): boolean =>
    hasCode(error, "storage/not-allowed") && error.facts["reason"] === "append-only";
  const isProtected = ({ error }: NotRemoved): boolean => hasCode(error, "storage/protected");
  const held = failures.filter(isProtected);
  const rest = failures.filter((each) => !isAppendOnly(each) && !isProtected(each));
  return {
    isAppendOnly: failures.some(isAppendOnly),
    ...(held.length === 0 ? {} : { protection: protectionText(held) }),
    failures: rest,
  };
}

function protectionText(held: readonly NotRemoved[]): string {
  const days = held.flatMap(({ error }) => ("until" in error && error.until instanceof Date ? [error.until] : []));
  const last = days.toSorted((a, b) => b.getTime() - a.getTime())[0];
  const until = last === undefined ? "for a while longer" : `until ${last.toISOString().slice(0, 10)} at the latest`;
  return `${countOf(held.length, "snapshot")} not kept by the rules cannot be removed yet: the storage protects them ${until}.`;
}
