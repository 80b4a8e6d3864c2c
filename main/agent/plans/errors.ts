import { AppError } from "../../../shared/errors/index.ts";
import type { PathText, PlanId } from "../../../shared/model/index.ts";

/** No plan has this id: it was removed meanwhile, in another window for one. */
export class PlanUnknown extends AppError {
  readonly code = "agent/plan-unknown";
  readonly hint = "Look at the list of plans again.";

  constructor(id: PlanId) {
    super("This plan is not there any more.", { plan: id });
  }
}

/** Two plans of one name could not be told apart. */
export class PlanNameTaken extends AppError {
  readonly code = "agent/plan-name-taken";
  readonly hint = "Choose another name, or change the plan that is there.";

  constructor(name: string) {
    super(`There is a plan called “${name}” already.`, { name });
  }
}

/** A folder that cannot be backed up as it is given. */
export class FolderUnusable extends AppError {
  readonly code = "agent/folder-unusable";
  readonly hint = "Choose the folder again.";

  constructor(folder: PathText) {
    super(`“${folder}” is not a whole path.`, { folder });
  }
}

/** A folder is backed up twice: it is given twice, or another one holds it. */
export class FoldersOverlap extends AppError {
  readonly code = "agent/folders-overlap";
  readonly hint: string;

  constructor(folder: PathText, within: PathText) {
    const isSame = folder === within;
    super(isSame ? `“${folder}” is in the list twice.` : `“${folder}” is inside “${within}”.`, { folder, within });
    this.hint = isSame ? "Take one of the two away." : `Take “${folder}” away: it is backed up with the other one.`;
  }
}

/** None of the folders is there now, so most likely they are mistyped or their drive is not connected. */
export class FoldersMissing extends AppError {
  readonly code = "agent/folders-missing";
  readonly hint = "Choose folders that are there, or connect the drive that they are on.";

  constructor(folders: readonly PathText[]) {
    const named = folders.slice(0, 3).map((folder) => `“${folder}”`);
    const more = folders.length > named.length ? ` and ${folders.length - named.length} more` : "";
    const what = folders.length === 1 ? "is not there" : "are not there";
    super(`${named.join(", ")}${more} ${what}.`, { folders: folders.join("\n") });
  }
}

/** All that would be backed up is the backup. */
export class FoldersAreTarget extends AppError {
  readonly code = "agent/folders-are-target";
  readonly hint = "Choose the folders that hold your own files, or another target.";

  constructor(target: string, location: PathText) {
    super(`The plan would back up nothing but its own target “${target}”.`, { location });
  }
}

/** The targets of a plan are gone, with the settings they were in. */
export class PlanWithoutTarget extends AppError {
  readonly code = "agent/plan-without-target";
  readonly hint = "Choose a target for the plan.";

  constructor(name: string) {
    super(`“${name}” has no target any more.`, { name });
  }
}

/** Two schedules of one id: it could not be told which of them was last due. */
export class ScheduleTwice extends AppError {
  readonly code = "agent/schedule-twice";
  readonly hint = "Give each schedule an id of its own.";

  constructor() {
    super("Two of the plan's schedules have the same id.");
  }
}
