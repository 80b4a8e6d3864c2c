import { expect, it } from "vitest";
import type { BackupMode, Run } from "../../../shared/model/index.ts";
import { endedRun, planWith } from "./plans.fixture.ts";
import { standingOf } from "./standing.ts";
import type { Upcoming } from "./upcoming.ts";

const plan = planWith([]);
const run = (state: "queued" | "running", mode: BackupMode): Run => endedRun(plan, 0, { state, mode });
const due = (mode: BackupMode, trigger: Upcoming["trigger"] = "schedule"): Upcoming => ({
  ...{ at: 0, action: { type: "backup", mode }, trigger },
});

it.each<[title: string, due: Upcoming, active: readonly Run[], standing: string]>([
  ["nothing is there", due("incremental"), [], "start"],
  ["the same is queued", due("incremental"), [run("queued", "incremental")], "covered"],
  ["more is queued", due("incremental"), [run("queued", "full")], "covered"],
  ["less is queued", due("full"), [run("queued", "incremental")], "start"],
  ["the same goes on", due("incremental"), [run("running", "incremental")], "covered"],
  ["less goes on", due("full"), [run("running", "incremental")], "later"],
  [
    "less goes on and the same is queued",
    due("full"),
    [run("running", "incremental"), run("queued", "full")],
    "covered",
  ],
  ["it passed by what has changed", due("incremental", "changes"), [run("running", "full")], "later"],
  ["a queued one finds what has changed", due("incremental", "changes"), [run("queued", "incremental")], "covered"],
])("%s", (_, upcoming, active, standing) => {
  expect(standingOf(upcoming, active)).toBe(standing);
});
