import { say, type Text, text } from "../words/index.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Unit {
  readonly says: Text;
  readonly milliseconds: number;
  /** From how many on it is told. */
  readonly least: number;
}

/** Largest first: an age is told in the first unit that it holds twice, or once and exactly enough. */
const UNITS: readonly Unit[] = [
  { says: text("{count, plural, one {# year} other {# years}} ago"), milliseconds: 365 * DAY, least: 1 },
  { says: text("{count, plural, one {# month} other {# months}} ago"), milliseconds: 30 * DAY, least: 2 },
  { says: text("{count, plural, one {# week} other {# weeks}} ago"), milliseconds: 7 * DAY, least: 2 },
  { says: text("{count, plural, one {# day} other {# days}} ago"), milliseconds: DAY, least: 1 },
  { says: text("{count, plural, one {# hour} other {# hours}} ago"), milliseconds: HOUR, least: 1 },
  { says: text("{count, plural, one {# minute} other {# minutes}} ago"), milliseconds: MINUTE, least: 1 },
];

/** How long ago something was, in words: “3 days ago”, “just now”. A moment that is yet to come counts as now. */
export function agoText(milliseconds: number): string {
  for (const unit of UNITS) {
    const count = Math.floor(milliseconds / unit.milliseconds);
    if (count >= unit.least) return say(unit.says, { count });
  }
  return say("just now");
}
