import { hasCode } from "../../../shared/errors/index.ts";
import { Interrupted } from "./errors.ts";

/** How the program ends, in restic's numbers, so that scripts carry over. The manual's page exit-codes.md lists the same. */
export const EXIT_CODES = {
  done: { code: 0, meaning: "all is done" },
  failed: { code: 1, meaning: "it failed, or a check found damage" },
  warnings: {
    code: 3,
    meaning: "done, but not everything could be read, restored or removed; what could not was listed",
  },
  noRepository: { code: 10, meaning: "there is no repository at that place" },
  locked: { code: 11, meaning: "somebody else is using the repository" },
  wrongPassword: { code: 12, meaning: "the password does not open the repository" },
  interrupted: { code: 130, meaning: "it was stopped, by Ctrl-C for instance; what was stored is kept" },
} as const;

type Ending = keyof typeof EXIT_CODES;

const ENDING_OF_ERROR: Readonly<Record<string, Ending>> = {
  "repository/not-found": "noRepository",
  "cli/no-repository-named": "noRepository",
  "repository/locked": "locked",
  "repository/unreadable-lock": "locked",
  "repository/wrong-password": "wrongPassword",
  "repository/no-keys": "wrongPassword",
};

/** The exit code for what a command threw. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof Interrupted) return EXIT_CODES.interrupted.code;
  const known = Object.entries(ENDING_OF_ERROR).find(([code]) => hasCode(error, code));
  return EXIT_CODES[known?.[1] ?? "failed"].code;
}

/** The table as text, for the help. */
export function exitCodeTable(): string {
  return Object.values(EXIT_CODES)
    .map(({ code, meaning }) => `  ${String(code).padStart(3)}  ${meaning}`)
    .join("\n");
}
