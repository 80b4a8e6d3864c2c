import { describe, expect, it } from "vitest";
import type { SnapshotId } from "../../format/index.ts";
import { fromText } from "../../names/index.ts";
import type { Finding } from "./finding.ts";
import { FindingLog } from "./finding-log.ts";

const one = "11".repeat(32) as SnapshotId;
const two = "22".repeat(32) as SnapshotId;

describe("the list of findings", () => {
  it("tells each finding at once, and has errors first in the end", () => {
    const told: Finding[] = [];
    const log = new FindingLog((finding) => told.push(finding));
    log.add("stray-file", "A stray.");
    log.add("pack-missing", "A pack.", { pack: "ab" });
    expect(told.map(({ kind }) => kind)).toEqual(["stray-file", "pack-missing"]);
    expect(log.findings().map(({ severity }) => severity)).toEqual(["error", "note"]);
    expect([log.count("error"), log.count("note")]).toEqual([1, 1]);
  });

  it("lets one finding stand for the rest when there are very many of a kind, and still counts all", () => {
    const log = new FindingLog(() => {});
    for (let i = 0; i < 1000; i++) log.add("blob-missing", `Blob ${i}.`);
    expect(log.count("error")).toBe(1000);
    expect(log.findings()).toHaveLength(201);
    expect(log.findings().at(-1)).toMatchObject({ kind: "blob-missing", facts: { more: 800 } });
  });

  it("counts all files a finding touches and names only so many of each snapshot", () => {
    const log = new FindingLog(() => {});
    const number = log.add("pack-missing", "A pack.");
    for (const id of [one, two]) {
      log.touch(number, id, 5000);
      for (let i = 0; i < 5000; i++) log.name(number, id, fromText(`/file ${i}`));
    }
    const { affected } = log.findings()[0] as Finding;
    expect(affected.files).toBe(10_000);
    expect(affected.snapshots.map(({ id, paths }) => [id, paths.length])).toEqual([
      [one, 100],
      [two, 100],
    ]);
  });
});
