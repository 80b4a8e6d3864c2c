import { planId, runId, snapshotId, targetId } from "./ids.ts";
import { NEWEST_SNAPSHOT, type StageName } from "./stages.ts";

/** A page in a stage. */
export interface View {
  readonly name: string;
  readonly stage: StageName;
  readonly path: string;
}

const RUN = `/activity/${runId(1)}`;
const PLAN = `/plans/${planId(1)}`;
const SNAPSHOT = `/restore/${targetId(1)}/${NEWEST_SNAPSHOT}`;
const COMPARE = `/restore/${targetId(1)}/compare?before=${snapshotId(2)}&after=${NEWEST_SNAPSHOT}`;

const fileAt = (path: string): string => `/restore/${targetId(1)}/file?path=${encodeURIComponent(path)}`;

/** Every page in the states in which it looks different. */
export const VIEWS: readonly View[] = [
  ...(
    [
      "empty",
      "first-run",
      "safe",
      "warnings",
      "failed",
      "target-away",
      "paused",
      "mass-change",
      "limits",
      "many-places",
      "passphrase-missing",
      "huge",
      "offline",
    ] as const
  ).map((stage) => view("overview", stage, "/")),
  view("plans", "empty", "/plans"),
  view("plans", "warnings", "/plans"),
  view("plan", "safe", PLAN),
  view("plan", "huge", PLAN),
  view("plan", "target-away", PLAN),
  view("plan", "mass-change", PLAN),
  view("plan", "limits", PLAN),
  view("photos", "safe", `/plans/${planId(2)}`),
  view("plans", "safe", "/plans"),
  view("plans", "paused", "/plans"),
  view("plan", "many-places", PLAN),
  view("photos", "many-places", `/plans/${planId(2)}`),
  view("plan-edit", "safe", `${PLAN}/edit`),
  view("activity", "empty", "/activity"),
  view("activity", "first-run", "/activity"),
  view("activity", "safe", "/activity"),
  view("activity", "target-away", "/activity"),
  view("run", "first-run", RUN),
  view("run", "safe", RUN),
  view("gentle-run", "at-work", `/activity/${runId(8)}`),
  view("activity", "limits", "/activity"),
  view("unchanged-run", "limits", `/activity/${runId(9)}`),
  view("damage-run", "limits", `/activity/${runId(10)}`),
  view("tidy-run", "limits", `/activity/${runId(11)}`),
  view("repair-run", "limits", `/activity/${runId(12)}`),
  view("run", "warnings", RUN),
  view("run", "failed", RUN),
  view("targets", "empty", "/targets"),
  view("targets", "warnings", "/targets"),
  view("targets", "target-away", "/targets"),
  view("targets", "limits", "/targets"),
  view("targets", "many-places", "/targets"),
  view("activity", "many-places", "/activity"),
  view("copy-run", "many-places", `/activity/${runId(20)}`),
  view("targets", "passphrase-missing", "/targets"),
  view("add-target", "empty", "/targets/add"),
  view("add-target", "safe", "/targets/add"),
  view("added-for-plan", "many-places", `/targets/add?target=${targetId(2)}&for=${planId(2)}`),
  view("added-target", "safe", `/targets/add?target=${targetId(1)}`),
  view("settings", "safe", "/settings"),
  view("settings", "paused", "/settings"),
  view("settings", "limits", "/settings"),
  view("setup", "empty", "/setup"),
  view("setup", "safe", "/setup"),
  view("restore", "empty", "/restore"),
  view("restore", "safe", "/restore"),
  view("restore", "passphrase-missing", "/restore"),
  view("restore-target", "many-places", `/restore/${targetId(3)}`),
  view("snapshot", "safe", SNAPSHOT),
  view("snapshot", "huge", SNAPSHOT),
  view("snapshot", "target-away", SNAPSHOT),
  view("compare", "safe", COMPARE),
  view("compare", "huge", COMPARE),
  view("compare-same", "safe", `/restore/${targetId(1)}/compare?before=${NEWEST_SNAPSHOT}&after=${NEWEST_SNAPSHOT}`),
  view("compare-nothing", "safe", `/restore/${targetId(1)}/compare`),
  view("search", "safe", "/search?text=budget"),
  view("search-untyped", "safe", "/search"),
  view("search", "huge", "/search?text=scan"),
  view("search-nothing", "safe", "/search?text=nowhere"),
  view("search", "many-places", "/search?text=bank"),
  view("file-text", "safe", fileAt("/home/ada/Documents/Notes.md")),
  view("file-picture", "safe", fileAt("/home/ada/Pictures/IMG_4182.jpeg")),
  view("file-other", "safe", fileAt("/home/ada/Documents/budget 2026.ods")),
  view("file-unknown", "safe", fileAt("/home/ada/none")),
  view("file", "target-away", fileAt("/home/ada/Letters/To the bank.odt")),
  view("proof", "empty", "/proof"),
  view("proof", "first-run", "/proof"),
  view("proof", "safe", "/proof"),
  view("proof", "proven", "/proof"),
  view("proof", "test-failed", "/proof"),
  view("proof", "testing", "/proof"),
  view("proof", "many-places", "/proof"),
  view("proof", "huge", "/proof"),
  view("overview", "test-failed", "/"),
  view("test-run", "test-failed", `/activity/${runId(29)}`),
  view("test-run", "testing", `/activity/${runId(30)}`),
  view("nowhere", "safe", "/no-such-page"),
];

function view(page: string, stage: StageName, path: string): View {
  return { name: `${page}-${stage}`, stage, path };
}
