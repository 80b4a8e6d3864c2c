import { isSame, newSecret } from "./secrets.ts";

/** How long a one-time link works. */
const LINK_LIFE_MS = 5 * 60_000;
/** Links that may wait to be followed, and browsers that may be let in, at a time; the oldest makes room. */
const MOST_LINKS = 16;
const MOST_SESSIONS = 64;

export const COOKIE = "holdfast-session";

/** One-time links, and the sessions of browsers that followed one. In memory only: all end with the agent. */
export class Sessions {
  readonly #now: () => number;
  /** Key to the moment it stops to work. */
  readonly #links = new Map<string, number>();
  readonly #sessions = new Set<string>();

  /** @param now milliseconds; need not be the time of day, but must not go back */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** A new key for a one-time link. */
  newKey(): string {
    const key = newSecret();
    this.#links.set(key, this.#now() + LINK_LIFE_MS);
    dropOldest(this.#links, MOST_LINKS);
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
    this.#sessions.add(id);
    dropOldest(this.#sessions, MOST_SESSIONS);
    return id;
  }

  /** Whether one of the request's cookies names an open session. @param header all of them, as they came */
  has(header: string | undefined): boolean {
    const given = (header ?? "").split(";").map((part) => part.trim());
    const ids = given.filter((part) => part.startsWith(`${COOKIE}=`)).map((part) => part.slice(COOKIE.length + 1));
    // Two of one name: a page of another port may have set the second. One that is right is enough.
    return ids.slice(0, 4).some((id) => matching(this.#sessions, id) !== undefined);
  }
}

/** Looks at all of them, whichever fits, so that the time tells nothing. */
function matching(secrets: Iterable<string>, given: string): string | undefined {
  let found: string | undefined;
  for (const secret of secrets) if (isSame(secret, given)) found = secret;
  return found;
}

/** Maps and sets keep the order in which things came. */
function dropOldest(kept: Map<string, unknown> | Set<string>, most: number): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(oldest);
  }
}
