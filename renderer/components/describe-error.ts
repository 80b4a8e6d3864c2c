import { AppError } from "../../shared/errors/index.ts";
import { say, sayFailure, text } from "../../shared/words/index.ts";

/** A failure in words for people, with what an expert asks for. */
export interface ErrorWords {
  readonly sentence: string;
  readonly hint: string;
  readonly code: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** Of a bug: where in the program it happened. */
  readonly stack?: string;
}

const BUG = {
  sentence: text("Something went wrong inside Holdfast."),
  hint: text("Your backups are not touched by this. Try again; if it happens again, copy the details and report it."),
} as const;

/** The words for any failure: an expected one says them itself, everything else is a bug of ours. */
export function describeError(error: unknown): ErrorWords {
  if (error instanceof AppError) return describe(error);
  if (isRefusal(error)) return describe(error);
  const bug = { sentence: say(BUG.sentence), hint: say(BUG.hint) };
  if (!(error instanceof Error)) return { ...bug, code: "bug", facts: [["thrown", String(error)]] };
  const facts = [["message", error.message]] as const;
  return { ...bug, code: "bug", facts, ...(error.stack === undefined ? {} : { stack: error.stack }) };
}

type Told = Pick<AppError, "message" | "hint" | "code" | "facts">;

function describe(told: Told): ErrorWords {
  const { code, facts } = told;
  const { message, hint } = sayFailure(told);
  const names = Object.entries(facts).map(([name, value]) => [name, String(value)] as const);
  // In another language it may say less: who looks closely gets the first words as well.
  const first = message === told.message ? [] : ([["message", told.message]] as const);
  return { sentence: message, hint, code, facts: [...first, ...names] };
}

/** The failure of a run comes as data. */
function isRefusal(error: unknown): error is Told {
  return typeof error === "object" && error !== null && "code" in error && "hint" in error && "facts" in error;
}

/** All of it as text, for a report. */
export function errorAsText(words: ErrorWords): string {
  const facts = words.facts.map(([name, value]) => `${name}: ${value}`);
  return [words.sentence, words.hint, `code: ${words.code}`, ...facts, ...(words.stack ? [words.stack] : [])].join(
    "\n",
  );
}
