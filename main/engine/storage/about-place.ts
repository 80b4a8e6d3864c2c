import { AppError } from "../../../shared/errors/index.ts";

const CODES: ReadonlySet<string> = new Set([
  ...["storage/unreachable", "storage/interrupted", "storage/access-denied", "storage/host-untrusted"],
  ...["storage/no-container", "storage/clock-off", "storage/program-missing"],
]);

/**
 * Whether what went wrong concerns the place as a whole and says nothing of the file that was asked for: whoever takes stock of
 * what is damaged or lost must stop, not count.
 */
export function isAboutPlace(error: unknown): boolean {
  return error instanceof AppError && CODES.has(error.code);
}
