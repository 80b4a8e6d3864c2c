import { say } from "../../../../shared/words/index.ts";
import type { Cause } from "./causes.ts";

/** What the system is asked to show, and where a click on it leads. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly place: string;
  readonly failedRun?: Cause["failedRun"];
}

export interface NoticeFacts {
  /** All there are now. */
  readonly causes: readonly Cause[];
  /** Keys of those that were told and have been there ever since. */
  readonly told: ReadonlySet<string>;
  /** The agent has just begun, or the computer slept: what is due has not had its time yet. */
  readonly isEarly: boolean;
  /** Plans are backed up right now. */
  readonly isRunning: boolean;
  /** The user wants none. What is there by now is not told later either. */
  readonly isSilent: boolean;
}

export interface Decision {
  readonly notices: readonly Notice[];
  readonly told: ReadonlySet<string>;
}

/** More than so many at once are told as one: a drive that fails takes all its plans with it. */
const MOST_AT_ONCE = 3;

/** One notice a cause: not again until it was gone. */
export function decideNotices({ causes, told, isEarly, isRunning, isSilent }: NoticeFacts): Decision {
  const stillThere = causes.filter(({ key }) => told.has(key));
  const due = causes.filter(({ key, isAboutAge }) => !told.has(key) && !(isAboutAge && (isEarly || isRunning)));
  const nowTold = new Set([...stillThere, ...due].map(({ key }) => key));
  return { notices: isSilent ? [] : noticesOf(due), told: nowTold };
}

function noticesOf(due: readonly Cause[]): readonly Notice[] {
  if (due.length > MOST_AT_ONCE) return [summary(due)];
  return due.map(({ title, body, place, failedRun }) => ({
    ...{ title, body, place },
    ...(failedRun === undefined ? {} : { failedRun }),
  }));
}

function summary(due: readonly Cause[]): Notice {
  const title = say("{count, plural, one {# thing needs} other {# things need}} you", { count: due.length });
  const [first] = due;
  const body = say("{first} And {count, number} more.", { first: first?.body ?? "", count: due.length - 1 });
  return { title, body, place: "/" };
}
