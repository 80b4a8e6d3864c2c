import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../../../tests/support/temp-folder.ts";
import { type ByteString, baseName, fromText, joinPath } from "../../names/index.ts";
import { EntryFilter, type ExclusionReason, type FilterSpec, type FoundEntry, listFolder, lookUp } from "../index.ts";
import { defaultExcludes } from "./default-excludes.ts";
import { specOf } from "./spec-of.fixture.ts";

const there = tempFolder();
writeFileSync(join(there, "file"), "12345");
const FILE = lookUp(fromText(join(there, "file")), fromText("file"));
const FOLDER = lookUp(fromText(there), fromText("folder"));

/** Asks about a path that need not exist; a slash at the end makes it a folder. */
function reasonFor(spec: Partial<FilterSpec>, path: string, filter = new EntryFilter(specOf(spec))) {
  const bare = fromText(path.replace(/(?<=.)\/$/, ""));
  const entry: FoundEntry = { ...(path.endsWith("/") ? FOLDER : FILE), name: baseName(bare) };
  return filter.excludes(bare, entry, []);
}

const isExcluded = (patterns: string[], path: string) => reasonFor({ patterns }, path) !== undefined;

/** Walks a real folder as a backup would and lists what is kept. */
function kept(root: string, spec: Partial<FilterSpec>): string[] {
  const filter = new EntryFilter(specOf(spec));
  const found: string[] = [];
  const walk = (path: ByteString, inherited: readonly { folder: ByteString; text: string }[], named: boolean) => {
    const { rules, entries } = filter.enter(path, listFolder(path).entries, inherited, { named });
    for (const entry of entries) {
      const below = joinPath(path, entry.name);
      if (filter.excludes(below, entry, rules) !== undefined) continue;
      found.push(below.slice(root.length + 1));
      if (entry.type === "dir") walk(below, rules, false);
    }
  };
  walk(fromText(root), [], true);
  return found.sort();
}

function tree(files: Readonly<Record<string, string>>): string {
  const root = tempFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

describe("patterns over absolute paths", () => {
  it.each<[pattern: string, path: string, excluded: boolean]>([
    ["*.tmp", "/a/b/c.tmp", true],
    ["name", "/a/name", true],
    ["name", "/a/name/", true],
    ["name", "/a/names", false],
    ["name/", "/a/name", false],
    ["name/", "/a/name/", true],
    ["/a", "/a/", true],
    ["/a", "/b/a", false],
    ["/a/b", "/a/b", true],
    ["/a/b/", "/a/b", false],
    ["/a/*/c", "/a/b/c", true],
    ["b/c", "/a/b/c", true],
    ["b/c", "/b/c", true],
    ["b/*.x", "/a/b/c.x", true],
    ["b/c", "/a/xb/c", false],
    ["/a/**/d", "/a/b/c/d", true],
    ["# name", "/# name", false],
    ["with space", "/a/with space", true],
    ["NAME", "/a/name", false],
    ["ü[a-z]?", "/a/übä", true],
    ["/", "/a", false],
    ["", "/a", false],
  ])("%j about %j: %j", (pattern, path, excluded) => {
    expect(isExcluded([pattern], path)).toBe(excluded);
    // The same behind a line that is no plain name, which takes another way through the code.
    expect(isExcluded(["zzz*", pattern], path)).toBe(excluded);
  });

  it("let the last line that matches win, plain lines included", () => {
    expect(isExcluded(["name", "!name"], "/a/name")).toBe(false);
    expect(isExcluded(["!name", "name"], "/a/name")).toBe(true);
    expect(isExcluded(["name", "!/a/name"], "/a/name")).toBe(false);
    expect(isExcluded(["name", "!a/name"], "/b/a/name")).toBe(false);
    expect(isExcluded(["*", "!name"], "/b/a/name")).toBe(false);
  });

  it("can be told not to care about case", () => {
    expect(reasonFor({ insensitivePatterns: ["*.JPG"] }, "/a/b.jpg")).toEqual({ rule: "pattern", detail: "*.JPG" });
    expect(reasonFor({ insensitivePatterns: ["Ärger"] }, "/a/äRGER")?.rule).toBe("pattern");
  });

  it("tell names apart that are no UTF-8", () => {
    const filter = new EntryFilter(specOf({ patterns: ["?x", "!\ufffdx"] }));
    const entry = { ...FILE, name: "\xffx" as ByteString };
    expect(filter.excludes("/a/\xffx" as ByteString, entry, [])?.rule).toBe("pattern");
  });

  it("say which line it was", () => {
    expect(reasonFor({ patterns: ["/x", "*.tmp"] }, "/a.tmp")?.detail).toBe("*.tmp");
    expect(reasonFor({ patterns: ["/x", "*.tmp"] }, "/x")?.detail).toBe("/x");
  });

  it("do not reach into a folder that is walked although they match it", () => {
    for (const patterns of [["cache/"], ["ca*/"], ["/home/*"]]) {
      expect(isExcluded(patterns, "/home/cache/file"), patterns[0]).toBe(false);
      expect(isExcluded(patterns, "/home/cache/deeper/file"), patterns[0]).toBe(false);
    }
    expect(isExcluded(["ca*/", "*.o"], "/home/cache/file.o")).toBe(true);
    expect(isExcluded(["ca*/"], "/home/cache/cat/")).toBe(true);
  });

  it("give the same answers after more paths than are remembered", () => {
    const filter = new EntryFilter(specOf({ patterns: ["*.tmp", "!keep.tmp"] }));
    for (let i = 0; i < 10_000; i++) {
      expect(reasonFor({}, `/a/${i}.tmp`, filter)).toBeDefined();
      expect(reasonFor({}, `/a/${i}.txt`, filter)).toBeUndefined();
    }
    expect(reasonFor({}, "/a/keep.tmp", filter)).toBeUndefined();
  });
});

describe("other rules", () => {
  it("leave out files over the limit, but no folders", () => {
    expect(reasonFor({ largerThanBytes: 4 }, "/a")?.rule).toBe("too-large");
    expect(reasonFor({ largerThanBytes: 5 }, "/a")).toBeUndefined();
    expect(reasonFor({ largerThanBytes: 0 }, "/a/")).toBeUndefined();
  });

  it("keep a place where another file system is mounted as an empty folder", () => {
    const filter = new EntryFilter(specOf({ oneFileSystem: true }));
    const otherDevice = FOLDER.stat.dev + 1n;
    const expected: ExclusionReason = { rule: "other-file-system", detail: "", keptEmpty: true };
    expect(filter.excludes(fromText("/m"), FOLDER, [], otherDevice)).toEqual(expected);
    expect(filter.excludes(fromText("/m"), FILE, [], otherDevice)?.keptEmpty).toBeUndefined();
    expect(filter.excludes(fromText("/m"), FOLDER, [], FOLDER.stat.dev)).toBeUndefined();
  });

  it("leave out exactly the paths to be skipped", () => {
    expect(reasonFor({ skipPaths: [fromText("/a/b")] }, "/a/b/")?.rule).toBe("skipped-path");
    expect(reasonFor({ skipPaths: [fromText("/a/b")] }, "/a/bc")).toBeUndefined();
  });

  it("keep of a tagged cache the tag alone, and only if its signature is right", () => {
    const root = tree({
      "cache/CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# more",
      "cache/data": "1",
      "cache/a/b": "1",
      "fake/CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc56",
      "fake/data": "1",
    });
    expect(kept(root, { skipTaggedCaches: true })).toEqual([
      "cache",
      "cache/CACHEDIR.TAG",
      "fake",
      "fake/CACHEDIR.TAG",
      "fake/data",
    ]);
  });

  it("leave out content beside a file that says so, with or without a text in it", () => {
    const root = tree({ "a/.nobackup": "", "a/b": "", "c/.tag": "yes, skip", "c/d": "", "e/.tag": "no", "e/f": "" });
    expect(kept(root, { skipIfPresent: [".nobackup", ".tag:yes"] })).toEqual([
      "a",
      "a/.nobackup",
      "c",
      "c/.tag",
      "e",
      "e/.tag",
      "e/f",
    ]);
  });

  it("never empty the folder that the user names", () => {
    const root = tree({ "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55", ".nobackup": "", file: "" });
    const name = root.slice(root.lastIndexOf("/") + 1);
    const spec = {
      skipTaggedCaches: true,
      skipIfPresent: [".nobackup"],
      patterns: ["/tmp/", `${name}/`, "holdfast-*"],
    };
    expect(kept(root, spec)).toEqual([".nobackup", "CACHEDIR.TAG", "file"]);
  });

  it("go on without an ignore file that cannot be read, and report it", () => {
    const root = tree({ ".holdfastignore": "*", a: "" });
    const entries = listFolder(fromText(root)).entries;
    const filter = new EntryFilter(specOf({ ignoreFileNames: [".holdfastignore"] }));
    const elsewhere = fromText(join(root, "gone"));
    const { problems, rules } = filter.enter(elsewhere, entries, []);
    expect([problems.map(({ cause }) => cause), rules]).toEqual([["vanished"], []]);
  });

  it("let the command line overrule an ignore file", () => {
    const root = tree({ ".holdfastignore": "a\nb\n", a: "", b: "", c: "" });
    const spec = { ignoreFileNames: [".holdfastignore"], patterns: ["c", "!a"] };
    expect(kept(root, spec)).toEqual([".holdfastignore", "a"]);
  });
});

describe("default excludes", () => {
  const excluded = (platform: NodeJS.Platform, home: string, path: string) =>
    isExcluded(
      defaultExcludes(platform, home).map(({ pattern }) => pattern),
      path,
    );

  it.each<[NodeJS.Platform, string, string]>([
    ["linux", "/home/me", "/home/me/.cache/"],
    ["linux", "/home/me", "/home/you/.cache/"],
    ["linux", "/home/me", "/home/me/.local/share/Trash/"],
    ["linux", "/home/me", "/home/me/.config/Code/GPUCache/"],
    ["linux", "/home/[me]*", "/home/[me]*/.cache/"],
    ["linux", "/", "/.cache/"],
    ["linux", "/home/me", "/proc/"],
    ["linux", "/home/me", "/swapfile"],
    ["linux", "/home/me", "/mnt/disk/lost+found/"],
    ["linux", "/home/me", "/mnt/disk/.Trash-1000/"],
    ["darwin", "/Users/me", "/Users/me/Library/Caches/"],
    ["darwin", "/Users/me", "/Users/me/.Trash/"],
    ["win32", "C:\\Users\\me", "C:/Users/me/AppData/Local/Temp/"],
    ["win32", "C:\\Users\\me", "D:/$RECYCLE.BIN/"],
    ["win32", "C:\\Users\\me", "C:/pagefile.sys"],
  ])("on %s with home %j leave out %j", (platform, home, path) => {
    expect(excluded(platform, home, path)).toBe(true);
  });

  it.each([
    "/home/me/documents/",
    "/home/me/.cache",
    "/home/me/x/.cache/",
    "/home/me/tmp/",
    "/home/x/run/",
    "/var/lib/",
  ])("on Linux keep %j", (path) => {
    expect(excluded("linux", "/home/me", path)).toBe(false);
  });

  it("give a reason for each", () => {
    for (const platform of ["linux", "darwin", "win32"] as const) {
      for (const { reason } of defaultExcludes(platform, "/h")) expect(reason).toMatch(/\w{4}/);
    }
  });
});
