import { type ByteString, fromBuffer, joinPath } from "../../names/index.ts";
import { SourceFile } from "../source-file.ts";
import { matchText } from "./match-text.ts";
import { type Decision, PatternSet } from "./pattern-set.ts";
import type { InheritedRule, InheritedRules } from "./spec.ts";

interface RuleSet {
  /** Length of the text in front of the paths that the patterns see. */
  readonly prefixLength: number;
  readonly patterns: PatternSet;
}

const LARGEST = 1048576;
const MOST_COMPILED = 256;

/** Rules of ignore files, compiled when first needed. Keeps the last few hundred. */
export class IgnoreFiles {
  readonly #compiled = new Map<string, RuleSet>();
  readonly #bySubject = new WeakMap<InheritedRules, RuleSet[]>();

  /** Asks the deepest file first, as git does. Paths as for RootPatterns. */
  decide(path: string, folder: string, rules: InheritedRules): Decision {
    if (rules.length === 0) return undefined;
    for (const { prefixLength, patterns } of this.#setsOf(rules)) {
      const decision = patterns.decide(path.slice(prefixLength), folder.slice(prefixLength));
      if (decision !== undefined) return decision;
    }
    return undefined;
  }

  #setsOf(rules: InheritedRules): RuleSet[] {
    let sets = this.#bySubject.get(rules);
    if (sets === undefined) {
      sets = rules.map((rule) => this.#compile(rule)).reverse();
      this.#bySubject.set(rules, sets);
    }
    return sets;
  }

  #compile(rule: InheritedRule): RuleSet {
    const key = `${rule.folder}\0${rule.text}`;
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    const folder = matchText(rule.folder);
    const set: RuleSet = { prefixLength: prefixLengthOf(folder), patterns: new PatternSet(rule.text) };
    if (this.#compiled.size >= MOST_COMPILED) this.#compiled.clear();
    this.#compiled.set(key, set);
    return set;
  }
}

/** Paths come without the leading slash: "/" is in front of all as "", "/a" as "a/", "C:/a" as "C:/a/". */
function prefixLengthOf(folder: string): number {
  if (folder === "/") return 0;
  return folder.startsWith("/") ? folder.length : folder.length + 1;
}

/** @throws {SourceUnreadable} */
export function readIgnoreFile(folder: ByteString, name: ByteString): string {
  const file = SourceFile.open(joinPath(folder, name));
  try {
    const bytes = Buffer.alloc(Math.min(Number(file.opened.size), LARGEST));
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = file.read(bytes.subarray(length), length);
    return matchText(fromBuffer(bytes.subarray(0, length)));
  } finally {
    file.close();
  }
}
