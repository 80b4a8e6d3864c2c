import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { writePrivateFile } from "../../../platform/index.ts";

/** Browsers that may be let in at a time; the oldest makes room. */
const MOST_SESSIONS = 64;
/** How long a browser is let in with one link. */
const SESSION_LIFE_MS = 30 * 24 * 60 * 60 * 1000;

/** A session as it is kept: only whoever has its id can show it. */
interface KeptSession {
  /** SHA-256 of the id, hexadecimal. */
  readonly digest: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

interface Kept {
  readonly port?: number;
  readonly sessions: readonly KeptSession[];
}

/**
 * What outlives the agent, so that a window that is open finds its next life by itself: the port, and which browsers were
 * let in. In a file that only the user can read, as the agent's own address is; the ids of sessions are not in it.
 */
export class WindowMemory {
  /** Where windows look for the agent, if there were any. */
  readonly port: number | undefined;
  readonly #file: string | undefined;
  readonly #now: () => number;
  readonly #sessions: Map<string, number>;
  #saved: Promise<void> = Promise.resolve();
  #portNow: number | undefined;

  /** @param file absent: nothing outlives the process @param now milliseconds since 1970 */
  constructor(kept: Kept, now: () => number, file?: string) {
    this.port = kept.port;
    this.#portNow = kept.port;
    this.#now = now;
    this.#file = file;
    this.#sessions = new Map(kept.sessions.map(({ digest, since }) => [digest, since]));
  }

  /** A file that is missing or makes no sense is as good as none: the user opens a new link. */
  static async open(file: string, now: () => number): Promise<WindowMemory> {
    const text = await readFile(file, "utf8").catch(() => "");
    return new WindowMemory(parse(text), now, file);
  }

  has(id: string): boolean {
    const since = this.#sessions.get(digestOf(id));
    return since !== undefined && this.#now() - since < SESSION_LIFE_MS;
  }

  add(id: string): void {
    this.#sessions.set(digestOf(id), this.#now());
    for (const oldest of this.#sessions.keys()) {
      if (this.#sessions.size <= MOST_SESSIONS) break;
      this.#sessions.delete(oldest); // maps keep the order in which things came
    }
    this.#save();
  }

  /** Where the agent answers now. */
  keepPort(port: number): void {
    if (port === this.#portNow) return;
    this.#portNow = port;
    this.#save();
  }

  /** When all is written. A memory that cannot be written costs a new link, and nothing else. */
  saved(): Promise<void> {
    return this.#saved;
  }

  #save(): void {
    const file = this.#file;
    if (file === undefined) return;
    const sessions = [...this.#sessions].map(([digest, since]) => ({ digest, since }));
    const text = `${JSON.stringify({ port: this.#portNow, sessions })}\n`;
    this.#saved = this.#saved.then(() => writePrivateFile(file, text)).catch(() => undefined);
  }
}

function digestOf(id: string): string {
  return createHash("sha256").update(id).digest("hex");
}

function parse(text: string): Kept {
  try {
    const { port, sessions } = JSON.parse(text) as Partial<Record<string, unknown>>; // or throws
    const isPort = typeof port === "number" && Number.isInteger(port) && port > 0 && port < 65536;
    return { ...(isPort ? { port } : {}), sessions: Array.isArray(sessions) ? sessions.filter(isKept) : [] };
  } catch {
    return { sessions: [] };
  }
}

function isKept(value: unknown): value is KeptSession {
  if (typeof value !== "object" || value === null || !("digest" in value) || !("since" in value)) return false;
  return typeof value.digest === "string" && typeof value.since === "number";
}
