import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  backup,
  createRepository,
  fromText,
  NO_FILTER,
  type OpenRepository,
  type Overwrite,
  restore,
} from "../../main/engine/index.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { MARK, namesBelow } from "./made.ts";

const HAS_RSYNC = spawnSync("rsync", ["--version"]).error === undefined;
const SAVED_AT = 1_700_000_000;
const DAY = 86_400;
const FOLDERS = ["a", "a/b", "c é", "leer"];
const FILES = ["keeper", "a/one.txt", "a/two", "a/b/three.tar.gz", "a/b/ four", "c é/fünf", "c é/.six", "c é/seven."];
const LINKS = { "a/link": "one.txt", "c é/dangling": "/no/where" } as const;

/** What may have become of a file since it was saved. */
const DRIFTS: Readonly<Record<string, (path: string, at: number) => void>> = {
  newer: (path, at) => rewrite(path, at + DAY),
  older: (path, at) => rewrite(path, at - DAY),
  sameTimeOtherSize: (path, at) => rewrite(path, at),
  sameLook: (path, at) => {
    const bytes = readFileSync(path);
    bytes.fill(bytes[0] === 0x58 ? 0x59 : 0x58);
    writeFileSync(path, bytes);
    utimesSync(path, at, at);
  },
  touched: (path, at) => utimesSync(path, at + 60, at + 60),
  mode: (path) => chmodSync(path, 0o604),
  cut: (path, at) => {
    writeFileSync(path, readFileSync(path).subarray(0, 10));
    utimesSync(path, at + DAY, at + DAY);
  },
  gone: (path) => rmSync(path),
  emptyFolder: (path) => {
    rmSync(path);
    mkdirSync(path);
  },
  link: (path) => {
    rmSync(path);
    symlinkSync("../../outside", path);
  },
};

function rewrite(path: string, at: number): void {
  appendFileSync(path, "changed since");
  utimesSync(path, at, at);
}

function makeTree(root: string, sizes: readonly number[]): void {
  for (const folder of FOLDERS) mkdirSync(join(root, folder), { recursive: true });
  for (const [at, name] of FILES.entries()) {
    const content = createHash("shake256", { outputLength: sizes[at] ?? 0 })
      .update(`${name} ${sizes[at]}`)
      .digest();
    writeFileSync(join(root, name), content);
    utimesSync(join(root, name), SAVED_AT + at, SAVED_AT + at);
  }
  for (const [name, target] of Object.entries(LINKS)) symlinkSync(target, join(root, name));
}

interface Case {
  readonly saved: string;
  /** As it was found by the restore. */
  readonly drifted: string;
  readonly target: string;
  readonly outside: string;
}

/** What rsync would still have to carry over, by content; nothing means: the same, with owners, modes and times. */
function stillDiffers(from: string, to: string, ...options: string[]): string[] {
  const args = ["-a", "-c", "-n", "-i", ...options, `${from}/`, `${to}/`];
  const { stdout, stderr, status } = spawnSync("rsync", args, { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  // The folder that is restored into is the user's own.
  return stdout.split("\n").filter((line) => line !== "" && !line.endsWith(" ./"));
}

const EXISTING_STAY = ["--ignore-existing", "--omit-dir-times"] as const;

/** Contents below, with other tools than ours; what is only in the second folder does not count. */
function diffOf(from: string, to: string): string[] {
  const { stdout } = spawnSync("diff", ["-r", "--no-dereference", from, to], { encoding: "utf8" });
  return stdout.split("\n").filter((line) => line !== "" && !line.startsWith(`Only in ${to}`));
}

async function restored(open: OpenRepository, { saved, target }: Case, overwrite: Overwrite, dryRun = false) {
  const options = { subfolder: fromText(saved), target: fromText(target), overwrite, dryRun, verify: true };
  const { counts, problems } = await restore(open, { snapshot: "latest", ...options }).result;
  expect(problems).toEqual([]);
  return counts;
}

const drifts = fc.array(fc.tuple(fc.nat({ max: FILES.length - 1 }), fc.constantFrom(...Object.keys(DRIFTS))), {
  maxLength: 8,
});
const sizes = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 20, max: 1_500_000 })), {
  ...{ minLength: FILES.length, maxLength: FILES.length },
});

/** Saves a tree, lets it drift, restores it there with the rule, and has the judge look. */
async function overDrift(overwrite: Overwrite, judge: (made: Case, foreseen: Counts, did: Counts) => void) {
  const property = fc.asyncProperty(sizes, drifts, fc.boolean(), async (lengths, changes, hasExtras) => {
    const work = tempFolder();
    const made: Case = {
      ...{ saved: join(work, "saved"), drifted: join(work, "drifted") },
      ...{ target: join(work, "target"), outside: join(work, "outside") },
    };
    for (const each of [made.saved, made.outside]) mkdirSync(each);
    writeFileSync(join(made.outside, "mine"), "mine");
    makeTree(made.saved, lengths);
    const options = { password: "pw", threads: 2, scrypt: { N: 1024, r: 8, p: 1 } };
    const repository = await createRepository(join(work, "repository"), options);
    const from = fromText(made.saved);
    await backup(repository, { targets: [{ given: from, absolute: from }], filter: NO_FILTER }).result;
    copy(made.saved, made.drifted);
    for (const [at, kind] of new Map(changes)) DRIFTS[kind]?.(join(made.drifted, FILES[at] ?? ""), SAVED_AT + at);
    if (hasExtras) writeFileSync(join(made.drifted, "a", "extra"), "mine, never saved");
    copy(made.drifted, made.target);
    const foreseen = await restored(repository, made, overwrite, true);
    expect(stillDiffers(made.drifted, made.target, "--delete"), "a dry run writes nothing").toEqual([]);
    const did = await restored(repository, made, overwrite);
    judge(made, foreseen, did);
    expect(readFileSync(join(made.outside, "mine"), "utf8")).toBe("mine");
    expect(namesBelow(made.outside)).toEqual(["mine"]);
    if (hasExtras) expect(readFileSync(join(made.target, "a", "extra"), "utf8")).toBe("mine, never saved");
    expect(namesBelow(made.target).filter((name) => name.includes(".holdfast-"))).toEqual([]);
    await repository.close();
    rmSync(work, { recursive: true });
  });
  await fc.assert(property, { numRuns: 12, endOnFailure: true });
}

type Counts = Awaited<ReturnType<typeof restored>>;

function copy(from: string, to: string): void {
  expect(spawnSync("cp", ["-a", from, to]).status).toBe(0);
}

describe.skipIf(!HAS_RSYNC)("a restore over what has drifted, judged by diff and rsync", () => {
  it("makes everything as it was saved, when all that differs is replaced", async () => {
    await overDrift("always", ({ saved, target }) => {
      expect(stillDiffers(saved, target)).toEqual([]);
      expect(diffOf(saved, target)).toEqual([]);
    });
  });

  it("leaves what is not older, and makes all else as it was saved, when only older files are replaced", async () => {
    await overDrift("if-newer", ({ saved, drifted, target }, foreseen, did) => {
      for (const name of FILES) {
        const [was, now] = [look(join(drifted, name)), look(join(target, name))];
        const stays = was !== undefined && was.mtimeMs >= lstatSync(join(saved, name)).mtimeMs;
        const from = stays ? drifted : saved;
        expect(now?.isFile(), name).toBe(look(join(from, name))?.isFile());
        if (now?.isFile()) expect(sameFile(join(target, name), join(from, name)), `${name} of ${from}`).toBe(true);
      }
      expect([foreseen.skipped, foreseen.replaced]).toEqual([did.skipped, did.replaced]);
    });
  });

  it("writes only what is missing, when what is there stays", async () => {
    await overDrift("never", ({ saved, drifted, target }, foreseen, did) => {
      expect(stillDiffers(saved, target, ...EXISTING_STAY)).toEqual([]);
      expect(stillDiffers(drifted, target, "--omit-dir-times")).toEqual([]);
      expect(did.replaced).toBe(0);
      expect(foreseen).toEqual(did);
    });
  });

  it("leaves what is there and puts beside it what differs, when both are kept", async () => {
    await overDrift("keep-both", ({ saved, drifted, target }, _foreseen, did) => {
      expect(stillDiffers(saved, target, ...EXISTING_STAY)).toEqual([]);
      expect(stillDiffers(drifted, target, "--omit-dir-times")).toEqual([]);
      const differing = FILES.filter((name) => {
        const there = look(join(drifted, name));
        return there !== undefined && !(there.isFile() && haveSameBytes(join(drifted, name), join(saved, name)));
      });
      expect(did).toMatchObject({ keptBoth: differing.length, replaced: 0 });
      const beside = namesBelow(target).filter((name) => MARK.test(name));
      const origins = beside.map((name) => name.replace(/ ?\(restored [^)]*\)/, ""));
      expect(origins.toSorted()).toEqual(differing.toSorted());
      for (const name of beside) {
        const origin = name.replace(/ ?\(restored [^)]*\)/, "");
        expect(sameFile(join(target, name), join(saved, origin)), name).toBe(true);
      }
    });
  });
});

function look(path: string): ReturnType<typeof lstatSync> | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

function haveSameBytes(one: string, other: string): boolean {
  return existsSync(one) && readFileSync(one).equals(readFileSync(other));
}

/** By content, mode and time. */
function sameFile(one: string, other: string): boolean {
  const [a, b] = [lstatSync(one), lstatSync(other)];
  return haveSameBytes(one, other) && a.mode === b.mode && a.mtimeMs === b.mtimeMs;
}
