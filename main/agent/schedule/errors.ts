import { AppError } from "../../../shared/errors/index.ts";

/** A cron expression that is none, or whose day never comes. */
export class CronFault extends AppError {
  readonly code = "agent/cron-fault";
  readonly hint: string;

  constructor(expression: string, fault: "malformed" | "never", cause?: unknown) {
    const says = fault === "never" ? "is a time that never comes" : "is no cron expression";
    super(`“${expression}” ${says}.`, { expression, fault }, cause);
    this.hint =
      fault === "never"
        ? "Look at its day and its month: not every month has every day."
        : "It has five fields: minute, hour, day, month, weekday. “30 3 * * 1-5” is half past three on working days.";
  }
}
