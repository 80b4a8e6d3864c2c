import type { Refusal } from "../../../shared/model/index.ts";
import { sayFailure } from "../../../shared/words/index.ts";

/** A server whose key is not among those that are trusted. */
export interface Untrusted {
  readonly fingerprint: string;
  readonly hint: string;
  /** Another key was known for it. */
  readonly isChanged: boolean;
}

/** What to ask about a refusal: undefined where there is no key that could be trusted. */
export function untrustedIn(problem: Pick<Refusal, "code" | "hint" | "facts"> | undefined): Untrusted | undefined {
  const fingerprint = problem?.facts["fingerprint"];
  if (problem?.code !== "storage/host-untrusted" || typeof fingerprint !== "string") return undefined;
  return {
    fingerprint,
    hint: sayFailure({ message: "", ...problem }).hint,
    isChanged: problem.facts["reason"] === "changed",
  };
}
