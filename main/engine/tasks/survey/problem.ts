import { AppError } from "../../../../shared/errors/index.ts";
import { isAboutPlace } from "../../storage/index.ts";

/** Whether a failure tells of one damaged or unreadable file, and the rest can still be checked. */
export function isDamage(error: unknown): error is AppError {
  return error instanceof AppError && !isAboutPlace(error);
}

/** What is wrong, in words that can follow a colon. */
export function problemOf(error: AppError): string {
  const cause = error.cause instanceof AppError ? error.cause : error;
  const told = cause.facts["problem"];
  return typeof told === "string" ? told : cause.message.replace(/\.$/, "");
}
