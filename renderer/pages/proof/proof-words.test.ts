import { describe, expect, it } from "vitest";
import type { PlanId, PlanProof, ProofDay, RunId, TargetId } from "../../../shared/model/index.ts";
import { calendarDays } from "./calendar-days.ts";
import { coverageWords, dayWords, lossWords, proofSentence, shareOf } from "./proof-words.ts";

const NOW = new Date(2026, 4, 13, 14, 10).getTime();
const HOUR = 3_600_000;

function proof(more: Partial<PlanProof> = {}): PlanProof {
  return {
    ...{ planId: "plan" as PlanId, targetId: "target" as TargetId, isTesting: false, measuredRuns: 0 },
    coverage: { packs: 0, packsProven: 0, bytes: 0, bytesProven: 0 },
    ...more,
  };
}

const says = (...proofs: PlanProof[]): string => proofSentence(proofs, () => "Photos", NOW).says;

describe("what the page of proof says", () => {
  it("is the worst that is known", () => {
    const failure = { runId: "run" as RunId, at: NOW - HOUR, failures: 1, says: "" };
    expect(says(proof({ provenAt: NOW }), proof({ failure, provenAt: NOW }))).toMatch(
      /^The last test-restore of Photos failed today at /,
    );
    expect(says(proof(), proof())).toBe("Nothing is proven yet.");
    expect(says(proof({ provenAt: NOW }), proof())).toBe("Photos is not proven yet on each of its targets.");
    expect(says(proof({ provenAt: NOW }))).toMatch(/^Everything came back when it was last tested, today at /);
  });

  it("is no more exact about a loss than anybody can be", () => {
    expect(lossWords(proof())).toBe("There is no backup to come back from.");
    const measured = { lossSeconds: 1200, backSeconds: 11_400, measuredRuns: 12 };
    expect(lossWords(proof(measured))).toBe(
      "You would lose at most the last 20 minutes. Everything would be back in about 3 hours, as measured by 12 restores.",
    );
    expect(lossWords(proof({ ...measured, lossSeconds: 5 * 86_400, measuredRuns: 0 }))).toBe(
      "You would lose at most the last 5 days.",
    );
  });

  it("promises nothing after a test that failed but what was proven before", () => {
    const failure = { runId: "run" as RunId, at: NOW, failures: 1, says: "" };
    const measured = { lossSeconds: 1200, backSeconds: 11_400, measuredRuns: 12, failure };
    expect(lossWords(proof(measured))).toBe("Nothing of it is proven to come back.");
    expect(lossWords(proof({ ...measured, provenLossSeconds: 7200 }))).toBe(
      "What is proven to come back is 2 hours old.",
    );
  });

  it("never says that all was read back before it was", () => {
    expect([shareOf(0, 0), shareOf(999, 1000), shareOf(9_999, 10_000), shareOf(5, 5)]).toEqual([0, 99, 99, 100]);
    expect(coverageWords(proof(), NOW)).toBe("Nothing has been read back yet.");
    const coverage = { packs: 10, packsProven: 6, bytes: 214_000_000_000, bytesProven: 130_000_000_000 };
    expect(coverageWords(proof({ coverage }), NOW)).toBe("60 % of 214 GB have been read back.");
    const whole = { ...coverage, packsProven: 10, bytesProven: coverage.bytes, oldestAt: NOW - HOUR };
    expect(coverageWords(proof({ coverage: whole }), NOW)).toMatch(
      /^All of 214 GB has been read back; the oldest part today/,
    );
  });
});

describe("the calendar of tests", () => {
  const day = (name: string, more: Partial<ProofDay>): ProofDay => ({
    ...{ day: name, passed: 0, partly: 0, failed: 0, files: 0, bytes: 0, runIds: [] },
    ...more,
  });

  it("has each day up to today once, also where clocks change", () => {
    for (const now of [NOW, new Date(2026, 2, 30, 0, 30).getTime(), new Date(2026, 9, 26, 23, 30).getTime()]) {
      const days = calendarDays([], 90, now).map((each) => each.day);
      expect(new Set(days).size).toBe(90);
      expect(days.toSorted()).toEqual(days);
    }
  });

  it("shows the worst of a day", () => {
    const found = [day("2026-05-13", { passed: 3, failed: 1 }), day("2026-05-12", { passed: 1, partly: 1 })];
    const states = calendarDays([...found, day("2026-05-11", { partly: 2 })], 4, NOW).map(({ state }) => state);
    expect(states).toEqual(["none", "partly", "passed", "failed"]);
    expect(dayWords("13 May", found[0])).toBe("13 May: 1 test failed");
    expect(dayWords("12 May", found[1])).toBe("12 May: 1 test passed");
    expect(dayWords("10 May", undefined)).toBe("10 May: no test");
  });
});
