import { AppError } from "../../../../../shared/errors/index.ts";

/** Something that is called by its name or its id. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A name that means nothing, or more than one thing. */
class NameUnclear extends AppError {
  readonly code = "cli/name-unclear";
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

const LEAST_ID_DIGITS = 4;

/**
 * What somebody means who typed a name: the id or its first digits, the very name, the name in other letters, or the
 * beginning of just one.
 *
 * @param what such as “plan”
 * @param list the command that shows all
 * @throws {NameUnclear}
 */
export function named<Thing extends Named>(things: readonly Thing[], asked: string, what: string, list: string): Thing {
  const lower = asked.toLowerCase();
  const ways: ((thing: Thing) => boolean)[] = [
    ({ id, name }) => id === lower || name === asked,
    ({ name }) => name.toLowerCase() === lower,
    ({ id }) => lower.length >= LEAST_ID_DIGITS && id.startsWith(lower),
    ({ name }) => lower !== "" && name.toLowerCase().startsWith(lower),
  ];
  for (const isMeant of ways) {
    const [first, ...others] = things.filter(isMeant);
    if (first === undefined) continue;
    if (others.length === 0) return first;
    const names = [first, ...others].map(({ id, name }) => `“${name}” (${id.slice(0, 8)})`).join(", ");
    throw new NameUnclear(`“${asked}” may be any of these: ${names}.`, "Say the whole name, or the digits behind it.");
  }
  throw new NameUnclear(`There is no ${what} “${asked}”.`, `${near(things, lower)}“holdfast ${list}” lists them.`);
}

/** The names that may have been meant, as the beginning of a hint. */
function near(things: readonly Named[], lower: string): string {
  const close = things.filter(({ name }) => distance(name.toLowerCase(), lower) <= Math.max(1, name.length / 3));
  return close.length === 0 ? "" : `Did you mean ${close.map(({ name }) => `“${name}”`).join(" or ")}? `;
}

/** How many letters must be changed, put in or left out to make one of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    for (let to = 1; to <= other.length; to++) {
      const changed = (row[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
