import ignore, { type Ignore } from "ignore";

/** What the last line that matches says about an entry; undefined when none does. */
export type Decision = { readonly excluded: true; readonly pattern: string } | { readonly excluded: false } | undefined;

// The library remembers the answer for each path it ever saw; it is replaced before that grows.
const MOST_REMEMBERED = 4096;
const MOST_OPENED = 8;
const SPECIAL = /[\\*?[\]]/g;

interface OpenedFolder {
  readonly folder: string;
  readonly matcher: Matcher;
}

/**
 * Lines of gitignore syntax, asked about one entry of a folder at a time.
 *
 * The folder is one the walk is in, so it counts as not excluded whatever the lines say: the user named it, or a deeper
 * ignore file took it back. Paths are relative to where the lines hold, without a leading slash.
 */
export class PatternSet {
  readonly #matcher: Matcher;
  readonly #opened: OpenedFolder[] = [];
  #lastFolder = "";
  #last: Matcher;

  constructor(lines: string | readonly string[], ignoreCase = false) {
    this.#matcher = new Matcher(ignore({ ignoreCase, allowRelativePaths: true }).add(lines), ignoreCase);
    this.#last = this.#matcher;
  }

  /** @param path the entry, with a trailing slash when it is a folder. @param folder where it is, "" for the top */
  decide(path: string, folder: string): Decision {
    if (folder !== this.#lastFolder) {
      this.#last = this.#matcherIn(folder);
      this.#lastFolder = folder;
    }
    return this.#last.decide(path);
  }

  #matcherIn(folder: string): Matcher {
    if (folder === "" || !this.#matcher.excludes(`${folder}/`)) return this.#matcher;
    const known = this.#opened.find((opened) => isIn(folder, opened.folder) && !opened.matcher.excludes(`${folder}/`));
    if (known !== undefined) return known.matcher;
    const opened = { folder, matcher: this.#matcher.with(linesThatOpen(folder)) };
    if (this.#opened.unshift(opened) > MOST_OPENED) this.#opened.pop();
    return opened.matcher;
  }
}

function isIn(folder: string, ancestor: string): boolean {
  return folder === ancestor || folder.startsWith(`${ancestor}/`);
}

/** Takes back a folder and those above it, and nothing else. */
function linesThatOpen(folder: string): string[] {
  const lines: string[] = [];
  let path = "";
  for (const name of folder.split("/")) {
    path += `/${name.replace(SPECIAL, "\\$&")}`;
    lines.push(`!${path}/`);
  }
  return lines;
}

/** The library, with bounded memory. */
class Matcher {
  readonly #rules: Ignore;
  readonly #ignoreCase: boolean;
  #asked: Ignore;
  #count = 0;

  /** @param rules never asked itself, only copied, which keeps the compiled lines */
  constructor(rules: Ignore, ignoreCase: boolean) {
    this.#rules = rules;
    this.#ignoreCase = ignoreCase;
    this.#asked = this.#copy();
  }

  excludes(path: string): boolean {
    return this.#ask(path).ignored;
  }

  decide(path: string): Decision {
    const result = this.#ask(path);
    if (result.ignored) return { excluded: true, pattern: result.rule?.pattern ?? "" };
    return result.unignored ? { excluded: false } : undefined;
  }

  with(lines: readonly string[]): Matcher {
    return new Matcher(this.#copy().add(lines), this.#ignoreCase);
  }

  #ask(path: string): ReturnType<Ignore["test"]> {
    if (this.#count++ >= MOST_REMEMBERED) {
      this.#asked = this.#copy();
      this.#count = 0;
    }
    return this.#asked.test(path);
  }

  #copy(): Ignore {
    return ignore({ ignoreCase: this.#ignoreCase, allowRelativePaths: true }).add(this.#rules);
  }
}
