import type { Run } from "../model/index.ts";
import { say, type Text, text } from "../words/index.ts";

/** The agent names its runs in English, for its command line and its logs; what a title begins with says which it is. */
const TITLES: readonly (readonly [start: string, says: Text])[] = [
  ["Back up ", text("Back up {name}")],
  ["Copy ", text("Copy {name}")],
  ["Tidy up ", text("Tidy up {name}")],
  ["Repair ", text("Repair {name}")],
  ["Check all data of ", text("Check all data of {name}")],
  ["Check ", text("Check {name}")],
  ["Restore ", text("Restore {name}")],
  ["Test-restore ", text("Test-restore {name}")],
];
const EVERYTHING = text("Restore everything");
const ITEMS = /^Restore (\d+) items$/;

/** What a run is called: “Back up Documents”. */
export function runTitle({ title }: Pick<Run, "title">): string {
  const items = ITEMS.exec(title)?.[1];
  if (items !== undefined) return say("Restore {count, number} items", { count: Number(items) });
  if (title === EVERYTHING) return say(EVERYTHING);
  for (const [start, says] of TITLES) {
    if (title.startsWith(start)) return say(says, { name: title.slice(start.length) });
  }
  return title;
}
