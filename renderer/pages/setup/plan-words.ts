import type { PathText, PlanState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { baseName, listInWords } from "../../components/index.ts";

/** A name for a plan of these folders, that no other plan has. */
export function defaultName(folders: readonly PathText[], plans: readonly PlanState[]): string {
  const names = folders.map(baseName);
  const plain = names.length === 0 ? say("My files") : listInWords(names).slice(0, 90);
  const taken = new Set(plans.map(({ plan }) => plan.name.toLowerCase()));
  const numbered = [plain, ...Array.from({ length: taken.size }, (_, index) => `${plain} ${index + 2}`)];
  return numbered.find((name) => !taken.has(name.toLowerCase())) ?? plain;
}

/** What a plan will do, in plain words. */
export function whatHappens(folders: readonly PathText[], target: string): string {
  const what = listInWords(folders.map(baseName), 3);
  return say(
    "Holdfast reads {what}, encrypts everything on this computer and saves it to {target}. The first backup takes longest; each later one saves only what has changed, and each is a whole that you can go back to. Caches and temporary files are left out. Your own files are only read, never changed.",
    { what, target },
  );
}
