import { expect, it } from "vitest";
import { NOT_WATCHED, type PlanWatch } from "../../../../../shared/model/index.ts";
import { watchLines } from "./watch-words.ts";

const WATCHING: PlanWatch = { state: "watching", folders: 1200, unwatched: [] };
const limit = { setting: "fs.inotify.max_user_watches", current: 8192, suggested: 16_384, command: "sudo sysctl …" };
const unwatched = ["/a", "/b", "/c", "/d", "/e"].map((path) => {
  return { path, reason: "limit", detail: "The limit is reached." } as const;
});

it.each<[string, PlanWatch, string[]]>([
  ["nothing where nobody watches", NOT_WATCHED, []],
  ["the beginning", { ...WATCHING, state: "starting" }, ["its folders are being taken in, to be watched"]],
  ["only the number while a walk has to tell", WATCHING, ["watches 1,200 folders"]],
  [
    "that nothing has changed",
    { ...WATCHING, changedFolders: 0 },
    ["watches 1,200 folders; nothing has changed since the newest snapshot"],
  ],
  [
    "what has changed",
    { ...WATCHING, changedFolders: 1 },
    ["watches 1,200 folders; 1 folder has changed since the newest snapshot"],
  ],
  [
    "what is not watched, why, and what would help",
    { state: "partly", folders: 2, unwatched, limit },
    [
      "watches 2 folders",
      ...["/a", "/b", "/c"].map((path) => `has to look through ${path}: The limit is reached.`),
      "and through 2 more places",
      "to have all watched: sudo sysctl …",
    ],
  ],
])("tells %s", (_, watch, lines) => {
  expect(watchLines(watch)).toEqual(lines);
});
