import { AppError } from "../../../shared/errors/index.ts";
import type { Plan } from "../../../shared/model/index.ts";
import type { CommandEnd } from "../../platform/index.ts";

/** The command that a plan has before its backups did not end well, so nothing was backed up. */
export class CommandFailed extends AppError {
  readonly code = "agent/command-failed";
  readonly hint = "What it said is in the run's log. Try it in a terminal, or take it out of the plan.";
  override readonly retry = "later";

  constructor(plan: Plan, how: CommandEnd["how"]) {
    super(`The command before the backup ${howInWords(how)}.`, { planId: plan.id, how: how.type });
  }
}

/** The end of a sentence that begins with the command. */
export function howInWords(how: CommandEnd["how"]): string {
  switch (how.type) {
    case "exited":
      return how.code === 0 ? "ended well" : `failed with exit code ${how.code}`;
    case "killed":
      return `was ended by ${how.signal}`;
    case "timed-out":
      return "took longer than it may";
    case "stopped":
      return "was stopped";
    case "not-started":
      return `could not be started: ${how.reason}`;
  }
}
