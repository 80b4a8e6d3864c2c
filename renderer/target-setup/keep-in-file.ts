import { hasCode } from "../../shared/errors/index.ts";
import { say } from "../../shared/words/index.ts";

/** The way on where there is no keychain: the user says that a private file will do. @param retry tries again with that */
export function keepInFile(
  error: Error | null,
  retry: () => void,
): { readonly label: string; readonly onClick: () => void } | undefined {
  return hasCode(error, "agent/no-keychain") ? { label: say("Keep it in that file"), onClick: retry } : undefined;
}
