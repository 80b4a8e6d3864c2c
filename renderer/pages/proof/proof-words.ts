import { bytes } from "../../../shared/figures/index.ts";
import type { Moment, PlanProof, TestAmount } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { atInWords } from "../../components/index.ts";

export type ProofTone = "good" | "warn" | "bad";

export interface ProofSentence {
  readonly tone: ProofTone;
  readonly says: string;
}

/** Whether backups come back, in one sentence: the worst that is known. @param nameOf a plan's */
export function proofSentence(
  proofs: readonly PlanProof[],
  nameOf: (proof: PlanProof) => string,
  now: Moment,
): ProofSentence {
  const failed = proofs.find(({ failure }) => failure !== undefined);
  if (failed?.failure !== undefined) {
    const when = atInWords(failed.failure.at, now);
    return { tone: "bad", says: say("The last test-restore of {plan} failed {when}.", { plan: nameOf(failed), when }) };
  }
  const untested = proofs.filter(({ provenAt }) => provenAt === undefined);
  const [first] = untested;
  if (untested.length === proofs.length) return { tone: "warn", says: say("Nothing is proven yet.") };
  if (first !== undefined) {
    return { tone: "warn", says: say("{plan} is not proven yet on each of its targets.", { plan: nameOf(first) }) };
  }
  const oldest = Math.min(...proofs.map(({ provenAt = now }) => provenAt));
  return {
    tone: "good",
    says: say("Everything came back when it was last tested, {when}.", { when: atInWords(oldest, now) }),
  };
}

/** How much of a target has been read back, and since when all of it. */
export function coverageWords({ coverage }: PlanProof, now: Moment): string {
  const { bytes: all, bytesProven, packs, oldestAt } = coverage;
  if (packs === 0) return say("Nothing has been read back yet.");
  const values = { share: shareOf(bytesProven, all), size: bytes(all) };
  if (oldestAt === undefined) return say("{share} % of {size} have been read back.", values);
  const oldest = atInWords(oldestAt, now);
  return say("All of {size} has been read back; the oldest part {oldest}.", { ...values, oldest });
}

/** Whole percents; never all before it is. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(part < whole ? 99 : 100, Math.floor((part / whole) * 100));
}

/** What would be lost now, and how long all would take to come back. */
export function lossWords({ lossSeconds, provenLossSeconds, backSeconds, measuredRuns, failure }: PlanProof): string {
  // What was saved last may not come back: only what was proven counts.
  if (failure !== undefined) {
    if (provenLossSeconds === undefined) return say("Nothing of it is proven to come back.");
    return say("What is proven to come back is {time} old.", { time: roughly(provenLossSeconds) });
  }
  const loss =
    lossSeconds === undefined
      ? say("There is no backup to come back from.")
      : say("You would lose at most the last {time}.", { time: roughly(lossSeconds) });
  if (backSeconds === undefined || measuredRuns === 0) return loss;
  const values = { time: roughly(backSeconds), count: measuredRuns };
  const back = say(
    "Everything would be back in about {time}, as measured by {count, plural, one {# restore} other {# restores}}.",
    values,
  );
  return `${loss} ${back}`;
}

/** No more exact than anybody can promise. */
function roughly(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 90) return say("{minutes, plural, one {# minute} other {# minutes}}", { minutes });
  const hours = Math.round(minutes / 60);
  if (hours < 48) return say("{hours, plural, one {# hour} other {# hours}}", { hours });
  return say("{days, plural, one {# day} other {# days}}", { days: Math.round(hours / 24) });
}

/** What a test does, for who chooses one. */
export function amountWords(amount: TestAmount, bytesPerDay: number): { readonly name: string; readonly says: string } {
  switch (amount) {
    case "sample":
      return { name: say("A sample"), says: say("Some files, chosen at random. Takes seconds.") };
    case "large":
      return {
        name: say("A large part"),
        says: say("What was proven longest ago, up to {size}.", { size: bytes(bytesPerDay) }),
      };
    case "all":
      return { name: say("Everything"), says: say("Every file of the newest backup. Takes as long as restoring it.") };
  }
}

/** What a day's tests came to, for a screen reader and a hover. */
export function dayWords(
  day: string,
  found: { readonly passed: number; readonly partly: number; readonly failed: number } | undefined,
): string {
  if (found === undefined) return say("{day}: no test", { day });
  const { passed, partly, failed } = found;
  if (failed > 0) return say("{day}: {failed, plural, one {# test failed} other {# tests failed}}", { day, failed });
  if (passed === 0)
    return say("{day}: {partly, plural, one {# test was} other {# tests were}} stopped", { day, partly });
  return say("{day}: {passed, plural, one {# test} other {# tests}} passed", { day, passed });
}

/** How fast a test read, such as “19 MB a second”. */
export function speedWords(bytesPerSecond: number): string {
  return say("{speed} a second", { speed: bytes(bytesPerSecond) });
}
