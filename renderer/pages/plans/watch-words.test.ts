import { describe, expect, it } from "vitest";
import { NOT_WATCHED, type PlanWatch, type Unwatched } from "../../../shared/model/index.ts";
import { formatTime } from "../../components/index.ts";
import { changedWords, unwatchedWords, walkedWords, watchSentence } from "./watch-words.ts";

const NOW = new Date(2026, 4, 13, 14, 0).getTime();
const part = (reason: Unwatched["reason"], detail = ""): Unwatched => ({ path: "/mnt/office", reason, detail });
const watch = (facts: Partial<PlanWatch>): PlanWatch => ({ ...NOT_WATCHED, ...facts });

describe("the watch of a plan", () => {
  it.each<[Partial<PlanWatch>, RegExp]>([
    [{}, /not watched: each backup walks all/],
    [{ state: "starting", folders: 812 }, /starting: 812 folders so far/],
    [{ state: "watching", folders: 3_204 }, /^3,204 folders are watched\. A backup looks only/],
    [{ state: "partly", folders: 1, unwatched: [part("network")] }, /^1 folder is watched\. 1 part is not/],
  ])("%j", (facts, words) => {
    expect(watchSentence(watch(facts))).toMatch(words);
  });

  it("does not say that nothing changed when nobody knows", () => {
    expect(changedWords(watch({}))).toBeUndefined();
    expect(changedWords(watch({ changedFolders: 0 }))).toBe("nothing since the newest snapshot");
    expect(changedWords(watch({ changedFolders: 12 }))).toBe("in 12 folders");
  });

  it("says what a walk found that had been missed", () => {
    expect(walkedWords(watch({}), NOW)).toBeUndefined();
    expect(walkedWords(watch({ walkedAt: NOW - 24 * 3_600_000, missed: 3 }), NOW)).toBe(
      `yesterday at ${formatTime(NOW)}; 3 changed folders had been missed`,
    );
  });

  it("says why a part is walked", () => {
    expect(unwatchedWords(part("limit"))).toBe("/mnt/office: the system’s number of watches is used up");
    expect(unwatchedWords(part("error", "ENOSPC"))).toMatch(/\(ENOSPC\)$/);
  });
});
