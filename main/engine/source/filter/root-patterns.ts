import { type Decision, PatternSet } from "./pattern-set.ts";

// A line that is one name or one whole path, with nothing for a matcher to do.
const PLAIN = /^(?:\/[^*?[\\]+|[^*?[\\!#/][^*?[\\/]*\/?)(?<![ \r\n])$/;

/**
 * Patterns over absolute paths. The plain lines at the top (most defaults are) are looked up in tables; only the rest
 * costs time for each file.
 */
export class RootPatterns {
  readonly #plain = new Map<string, string>();
  readonly #rest: PatternSet | undefined;

  constructor(lines: readonly string[], ignoreCase: boolean) {
    const rest = ignoreCase ? 0 : lines.findIndex((line) => !PLAIN.test(line));
    const plain = rest < 0 ? lines : lines.slice(0, rest);
    for (const line of plain) this.#plain.set(line.startsWith("/") ? line.slice(1) : `/${line}`, line);
    if (plain.length < lines.length) {
      this.#rest = new PatternSet(lines.slice(plain.length).map(atAnyDepth), ignoreCase);
    }
  }

  /** Paths without the leading slash; that of a folder ends in one. `name` is the last part, with the same ending. */
  decide(path: string, folder: string, name: string): Decision {
    // Later lines win, so the rest is asked first.
    const decision = this.#rest?.decide(path, folder);
    if (decision !== undefined || this.#plain.size === 0) return decision;
    const pattern = this.#plain.get(path) ?? this.#plain.get(`/${name}`) ?? this.#asFolder(path, name);
    return pattern === undefined ? undefined : { excluded: true, pattern };
  }

  /** A line without a slash at its end matches folders too. */
  #asFolder(path: string, name: string): string | undefined {
    if (!path.endsWith("/")) return undefined;
    return this.#plain.get(path.slice(0, -1)) ?? this.#plain.get(`/${name.slice(0, -1)}`);
  }
}

/** A slash in the middle anchors a line of gitignore to its file; here, as in restic, it matches at any depth. */
function atAnyDepth(line: string): string {
  const negative = line.startsWith("!");
  const body = negative ? line.slice(1) : line;
  const inner = body.indexOf("/");
  if (body.startsWith("#") || inner <= 0 || inner === body.trimEnd().length - 1) return line;
  return `${negative ? "!" : ""}**/${body}`;
}
