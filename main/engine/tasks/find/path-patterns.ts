import type { ByteString } from "../../names/index.ts";
import { comparableName, compileName, type NameTest } from "./glob.ts";

/** What patterns have matched of the folders on the way to an entry. Two folders in an equal state match alike. */
export interface PatternState {
  /** Places reached: in each pattern, how many of its parts the path so far has matched. */
  readonly places: ReadonlySet<number>;
  /** A pattern has matched the path or a folder on its way, and with it all that is below. */
  readonly isMatch: boolean;
  /** Equal for equal states. */
  readonly key: string;
}

/** `**` stands for any number of folders. */
type Part = NameTest | "**";

/** Room for the places of one pattern in the numbers of all. */
const PLACES = 1 << 12;

/**
 * Path patterns in restic's sense: without a slash at their beginning they match at any depth, with one from the root.
 * A pattern that matches a folder matches all that is in it. Paths are matched name by name on the way down, so that a
 * folder in which nothing can match is not entered.
 */
export class PathPatterns {
  readonly #patterns: readonly (readonly Part[])[];
  readonly #ignoreCase: boolean;
  /** The state of the root. */
  readonly start: PatternState;

  /** @throws {BadPattern} */
  constructor(patterns: readonly string[], ignoreCase: boolean) {
    this.#ignoreCase = ignoreCase;
    this.#patterns = patterns.map((pattern) => partsOf(ignoreCase ? pattern.toLowerCase() : pattern));
    const places = new Set<number>();
    for (const number of this.#patterns.keys()) this.#reach(places, number, 0);
    this.start = stateOf(places, false);
  }

  /** The state of an entry, from that of its folder. */
  step(state: PatternState, name: ByteString): PatternState {
    if (state.isMatch) return state;
    const text = this.#ignoreCase ? comparableName(name).toLowerCase() : comparableName(name);
    const places = new Set<number>();
    for (const place of state.places) this.#move(places, Math.floor(place / PLACES), place % PLACES, text);
    const isMatch = [...places].some((place) => this.#isEnd(place));
    return isMatch ? MATCHED : stateOf(places, false);
  }

  #move(places: Set<number>, number: number, at: number, text: string): void {
    const part = this.#patterns[number]?.[at];
    if (part === "**") this.#reach(places, number, at);
    else if (part?.(text) === true) this.#reach(places, number, at + 1);
  }

  /** Arrives at a place, and at those behind it that `**` lets one reach with no name at all. */
  #reach(places: Set<number>, number: number, at: number): void {
    places.add(number * PLACES + at);
    if (this.#patterns[number]?.[at] === "**") this.#reach(places, number, at + 1);
  }

  #isEnd(place: number): boolean {
    return this.#patterns[Math.floor(place / PLACES)]?.length === place % PLACES;
  }
}

const MATCHED: PatternState = { places: new Set(), isMatch: true, key: "*" };

function stateOf(places: ReadonlySet<number>, isMatch: boolean): PatternState {
  return { places, isMatch, key: [...places].sort((a, b) => a - b).join(",") };
}

function partsOf(pattern: string): Part[] {
  const isAbsolute = pattern.startsWith("/");
  const names: string[] = [];
  for (const part of pattern.split("/")) {
    if (part === ".." && names.length > 0 && names.at(-1) !== "..") names.pop();
    else if (part !== "" && part !== "." && !(part === ".." && isAbsolute)) names.push(part);
  }
  // The root is no entry, and nothing has an empty name.
  if (names.length === 0) return [() => false];
  const parts = names.map((name): Part => (name === "**" ? "**" : compileName(name)));
  return isAbsolute ? parts : ["**", ...parts];
}
