import path from "node:path";
import type { Moment, PathText, Plan, PlanChoices, Target } from "../../../shared/model/index.ts";
import { checkCron } from "../schedule/index.ts";
import { FoldersAreTarget, FoldersOverlap, FolderUnusable, PlanNameTaken, ScheduleTwice } from "./errors.ts";

/** What the choices of one plan are judged by. */
export interface Surroundings {
  readonly others: readonly Plan[];
  /** Those that the plan is to go to. */
  readonly targets: readonly Target[];
  readonly isWithin: (place: PathText, folder: PathText) => boolean;
  readonly now: Moment;
}

/**
 * Choices as they are kept: folders in one spelling, each target once. What does not make sense is refused and never
 * silently put right: the user is to see the list that is backed up.
 *
 * @throws {FolderUnusable} {FoldersOverlap} {FoldersAreTarget} {PlanNameTaken} {CronFault} {ScheduleTwice}
 */
export function settled(choices: PlanChoices, { others, targets, isWithin, now }: Surroundings): PlanChoices {
  const folders = choices.folders.map(cleanFolder);
  const name = choices.name.toLowerCase();
  if (others.some((plan) => plan.name.toLowerCase() === name)) throw new PlanNameTaken(choices.name);
  mustNotOverlap(folders, isWithin);
  for (const target of targets) {
    const isAll = folders.every((folder) => isWithin(folder, target.location));
    if (isAll) throw new FoldersAreTarget(target.name, target.location);
  }
  mustCome(choices, now);
  return { ...choices, folders, targetIds: [...new Set(choices.targetIds)] };
}

function mustCome({ schedules }: PlanChoices, now: Moment): void {
  for (const { when } of schedules) if (when.type === "cron") checkCron(when.expression, now);
  const ids = schedules.map(({ id }) => id);
  if (new Set(ids).size < ids.length) throw new ScheduleTwice();
}

function mustNotOverlap(folders: readonly PathText[], isWithin: Surroundings["isWithin"]): void {
  for (const [at, folder] of folders.entries()) {
    const other = folders.find((each, index) => index !== at && isWithin(folder, each));
    if (other !== undefined) throw new FoldersOverlap(folder, other);
  }
}

/** Names may be bytes that are no text: only what stands for slashes and dots is touched. */
function cleanFolder(folder: PathText): PathText {
  if (!path.isAbsolute(folder) || folder.includes("\0")) throw new FolderUnusable(folder);
  const clean = path.resolve(folder);
  return process.platform === "win32" ? clean.replaceAll("\\", "/") : clean;
}
