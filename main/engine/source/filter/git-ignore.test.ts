import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../../../tests/support/temp-folder.ts";
import { fromText, joinPath } from "../../names/index.ts";
import { EntryFilter, type InheritedRules, listFolder } from "../index.ts";
import { specOf } from "./spec-of.fixture.ts";

// What the generated lines and names have in common, so that they meet often. "?" is one character here and one byte in
// git, so no name is a single character of several bytes.
const NAMES = ["a", "b", "ab", "a.x", "b.x", "c d", "äa", ".h"];
const name = fc.constantFrom(...NAMES);
const segment = fc.oneof(name, fc.constantFrom("*", "?", "a*", "*.x", "**", "[ab]", "[!a]*", "*b", "\\a", "c\\ d"));
const line = fc
  .record({
    negative: fc.boolean(),
    anchored: fc.boolean(),
    segments: fc.array(segment, { minLength: 1, maxLength: 3 }),
    folder: fc.boolean(),
  })
  .map((p) => `${p.negative ? "!" : ""}${p.anchored ? "/" : ""}${p.segments.join("/")}${p.folder ? "/" : ""}`);
const ignoreFile = fc.array(
  fc.oneof({ weight: 9, arbitrary: line }, { weight: 1, arbitrary: fc.constantFrom("", "# a") }),
  {
    minLength: 1,
    maxLength: 5,
  },
);

interface Folder {
  readonly lines: readonly string[] | null;
  readonly files: readonly string[];
  readonly folders: readonly (readonly [string, Folder])[];
}

const { folder } = fc.letrec<{ folder: Folder }>((tie) => ({
  folder: fc.record({
    lines: fc.option(ignoreFile),
    files: fc.uniqueArray(name, { maxLength: 4 }),
    folders: fc.oneof(
      { maxDepth: 3 },
      fc.constant([]),
      fc.uniqueArray(fc.tuple(name, tie("folder")), { maxLength: 3, selector: ([key]) => key }),
    ),
  }),
}));

/** Writes the tree and lists all paths in it, relative, folders with a slash at the end. */
function write(at: string, tree: Folder, prefix = ""): string[] {
  mkdirSync(at, { recursive: true });
  const text = (tree.lines ?? []).join("\n");
  if (tree.lines !== null) for (const file of [".gitignore", ".holdfastignore"]) writeFileSync(join(at, file), text);
  const taken = new Set(tree.folders.map(([key]) => key));
  const files = tree.files.filter((file) => !taken.has(file));
  for (const file of files) writeFileSync(join(at, file), "");
  const below = tree.folders.flatMap(([key, inner]) => write(join(at, key), inner, `${prefix}${key}/`));
  return [...files.map((file) => prefix + file), ...tree.folders.map(([key]) => `${prefix}${key}/`), ...below];
}

function ignoredByGit(at: string, paths: readonly string[]): string[] {
  try {
    const input = paths.map((path) => path.replace(/\/$/, "")).join("\0");
    const options = {
      cwd: at,
      input,
      encoding: "utf8" as const,
      stdio: ["pipe", "pipe", "ignore"] as ["pipe", "pipe", "ignore"],
    };
    const out = execFileSync("git", ["check-ignore", "--no-index", "-z", "--stdin"], options);
    const found = new Set(out.split("\0"));
    return paths.filter((path) => found.has(path.replace(/\/$/, "")));
  } catch (error) {
    // git answers "none" by exit code 1.
    if (error instanceof Error && "status" in error && error.status === 1) return [];
    throw error;
  }
}

function keptByFilter(at: string): Set<string> {
  const filter = new EntryFilter(specOf({ ignoreFileNames: [".holdfastignore"] }));
  const kept = new Set<string>();
  const walk = (path: string, prefix: string, inherited: InheritedRules) => {
    const listed = listFolder(fromText(path)).entries;
    const { rules, entries } = filter.enter(fromText(path), listed, inherited);
    for (const entry of entries) {
      if (filter.excludes(joinPath(fromText(path), entry.name), entry, rules) !== undefined) continue;
      const text = Buffer.from(entry.name, "latin1").toString("utf8");
      kept.add(prefix + text + (entry.type === "dir" ? "/" : ""));
      if (entry.type === "dir") walk(join(path, text), `${prefix}${text}/`, rules);
    }
  };
  walk(at, "", []);
  return kept;
}

describe("ignore files", () => {
  it("leave out exactly what git would", { timeout: 60_000 }, () => {
    const repository = tempFolder();
    execFileSync("git", ["init", "-q", repository]);
    let run = 0;
    fc.assert(
      fc.property(folder, (tree) => {
        const at = join(repository, `run${run++}`);
        const paths = write(at, tree);
        if (paths.length === 0) return;
        const kept = keptByFilter(at);
        const leftOut = paths.filter((path) => !kept.has(path));
        expect(leftOut.toSorted()).toEqual(ignoredByGit(at, paths).toSorted());
      }),
      { numRuns: 150 },
    );
  });
});
