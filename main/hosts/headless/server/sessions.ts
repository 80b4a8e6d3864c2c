import { isSame, newSecret } from "./secrets.ts";
import type { WindowMemory } from "./window-memory.ts";

/** How long a one-time link works. */
const LINK_LIFE_MS = 5 * 60_000;
/** Links that may wait to be followed at a time; the oldest makes room. */
const MOST_LINKS = 16;

export const COOKIE = "holdfast-session";

/** One-time links, which end with the agent, and the sessions of browsers that followed one, which its memory keeps. */
export class Sessions {
  readonly #now: () => number;
  /** Key to the moment it stops to work. */
  readonly #links = new Map<string, number>();
  readonly #memory: WindowMemory;

  /** @param now milliseconds; need not be the time of day, but must not go back */
  constructor(now: () => number, memory: WindowMemory) {
    this.#now = now;
    this.#memory = memory;
  }

  /** A new key for a one-time link. */
  newKey(): string {
    const key = newSecret();
    this.#links.set(key, this.#now() + LINK_LIFE_MS);
    for (const oldest of this.#links.keys()) {
      if (this.#links.size <= MOST_LINKS) break;
      this.#links.delete(oldest); // maps keep the order in which things came
    }
    return key;
  }

  /** Uses up a key. @returns a new session's id; undefined if the key was never given out, is used up or too old */
  enter(key: string): string | undefined {
    const found = matching(this.#links.keys(), key);
    if (found === undefined) return undefined;
    const expires = this.#links.get(found) ?? 0;
    this.#links.delete(found);
    if (this.#now() >= expires) return undefined;
    const id = newSecret();
    this.#memory.add(id);
    return id;
  }

  /** Whether one of the request's cookies names an open session. @param header all of them, as they came */
  has(header: string | undefined): boolean {
    const given = (header ?? "").split(";").map((part) => part.trim());
    const ids = given.filter((part) => part.startsWith(`${COOKIE}=`)).map((part) => part.slice(COOKIE.length + 1));
    // Two of one name: a page of another port may have set the second. One that is right is enough.
    return ids.slice(0, 4).some((id) => this.#memory.has(id));
  }
}

/** Looks at all of them, whichever fits, so that the time tells nothing. */
function matching(secrets: Iterable<string>, given: string): string | undefined {
  let found: string | undefined;
  for (const secret of secrets) if (isSame(secret, given)) found = secret;
  return found;
}
