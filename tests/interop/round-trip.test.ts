import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  linkSync,
  lutimesSync,
  mkdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import {
  backup,
  backupTarget,
  createRepository,
  fromText,
  NO_FILTER,
  openRepository,
  restore,
} from "../../main/engine/index.ts";
import { describeWithEachRestic, restic } from "../support/restic.ts";
import { removeTree, tempFolder } from "../support/temp-folder.ts";
import { treeFacts } from "../support/tree-facts.ts";

const RUNS = 12;
const isRoot = process.getuid?.() === 0;

/** One entry of a random tree, made in the folder that `parent` picks among those made so far. */
interface Entry {
  readonly parent: number;
  readonly name: Uint8Array;
  readonly kind: "file" | "folder" | "symlink" | "hardlink" | "fifo";
  readonly mode: number;
  readonly size: number;
  readonly seconds: number;
  readonly owner: number;
  readonly target: string;
}

const nameBytes = fc
  .oneof(
    fc.uint8Array({ minLength: 1, maxLength: 24 }),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).map((text) => Buffer.from(text, "utf8")),
    fc
      .constantFrom("a", "-rf", "...", "~", "%00", "\\", '"', "\u2028", "x".repeat(255))
      .map((text) => Buffer.from(text)),
  )
  .map((bytes) => bytes.filter((byte) => byte !== 0 && byte !== 0x2f))
  .filter((bytes) => bytes.length > 0 && !["", ".", ".."].includes(Buffer.from(bytes).toString("latin1")));

const entry: fc.Arbitrary<Entry> = fc.record({
  parent: fc.nat(),
  name: nameBytes,
  kind: fc.constantFrom("file", "file", "file", "folder", "folder", "symlink", "hardlink", "fifo"),
  mode: fc.integer({ min: 0, max: 0o7777 }),
  size: fc.oneof(fc.constantFrom(0, 1, 524_288, 524_289, 1_500_000), fc.nat({ max: 40_000 })),
  seconds: fc.double({ min: -2_000_000_000, max: 4_000_000_000, noNaN: true }),
  owner: fc.constantFrom(0, 1, 65_534, 4_000_000_000),
  target: fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
    .filter((text) => !text.includes("\0") && text.isWellFormed()),
});

const tree = fc.array(entry, { minLength: 1, maxLength: 25 });

function make(root: string, entries: readonly Entry[]): void {
  const folders = [Buffer.from(root)];
  const files: Buffer[] = [];
  const made: { path: Buffer; entry: Entry }[] = [];
  for (const each of entries) {
    const parent = folders[each.parent % folders.length] ?? Buffer.from(root);
    const path = Buffer.concat([parent, Buffer.from("/"), each.name]);
    // A name that is taken, or a link where there is no file yet, is left out.
    try {
      makeEntry(path, each, files);
    } catch (error) {
      if (!["EEXIST", "ENAMETOOLONG", "EISDIR", "ENXIO"].includes((error as NodeJS.ErrnoException).code ?? ""))
        throw error;
      continue;
    }
    if (each.kind === "folder") folders.push(path);
    if (each.kind === "file") files.push(path);
    if (each.kind !== "hardlink") made.push({ path, entry: each });
  }
  // Owners before modes, and what is inside before the folder, since each changes the other.
  for (const { path, entry: each } of made.toReversed()) setMetadata(path, each);
}

function makeEntry(path: Buffer, each: Entry, files: readonly Buffer[]): void {
  const linked = files[each.parent % Math.max(1, files.length)];
  if (each.kind === "file") writeFileSync(path, content(each), { flag: "wx" });
  else if (each.kind === "folder") mkdirSync(path);
  else if (each.kind === "symlink") symlinkSync(each.target, path);
  else if (each.kind === "hardlink" && linked !== undefined) linkSync(linked, path);
  else if (each.kind === "fifo") makeFifo(path);
}

/** Programs take only text as arguments, so the name's bytes are handed over as an escape. */
function makeFifo(path: Buffer): void {
  const escaped = [...path].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
  spawnSync("bash", ["-c", `mkfifo -- $'${escaped}'`], { stdio: "ignore" });
}

/** Long runs of zeros in some files, so that restores meet holes. */
function content({ size, mode }: Entry): Buffer {
  return Buffer.alloc(size, mode % 3 === 0 ? 0 : `${mode} `);
}

function setMetadata(path: Buffer, { kind, mode, seconds, owner }: Entry): void {
  if (kind === "symlink") {
    lutimesSync(path, seconds, seconds);
    return;
  }
  try {
    if (isRoot) chownSync(path, owner, owner);
    chmodSync(path, isRoot ? mode : mode | 0o700);
    utimesSync(path, seconds, seconds);
  } catch (error) {
    // A FIFO that bash could not make.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

async function expectRoundTrip(
  entries: readonly Entry[],
  there: (source: string, place: string) => Promise<void>,
  back: (place: string, target: string) => Promise<void>,
) {
  const work = tempFolder();
  const [source, place, target] = [join(work, "source"), join(work, "repository"), join(work, "restored")];
  mkdirSync(source);
  make(source, entries);
  const options = { password: "pw", threads: 2, scrypt: { N: 1024, r: 8, p: 1 } };
  await (await createRepository(place, options)).close();
  await there(source, place);
  await back(place, target);
  expect(treeFacts(join(target, source))).toEqual(treeFacts(source));
  removeTree(work);
}

async function withRepository<T>(
  place: string,
  work: (repository: Awaited<ReturnType<typeof openRepository>>) => Promise<T>,
): Promise<T> {
  const repository = await openRepository(place, { password: "pw", threads: 2 });
  try {
    return await work(repository);
  } finally {
    await repository.close();
  }
}

describeWithEachRestic("any tree comes back as it was", ({ path }) => {
  const expectDone = async (place: string, args: readonly string[]): Promise<void> => {
    expect(await restic(path, place, "pw", args)).toMatchObject({ code: 0 });
  };

  it("when Holdfast saves it and restic restores it", async () => {
    const property = fc.asyncProperty(tree, (entries) =>
      expectRoundTrip(
        entries,
        async (source, place) => {
          const options = { targets: [backupTarget(source)], filter: NO_FILTER };
          const { problems } = await withRepository(place, (open) => backup(open, options).result);
          expect(problems).toEqual([]);
          await expectDone(place, ["check", "--read-data"]);
        },
        (place, target) => expectDone(place, ["restore", "latest", "--target", target]),
      ),
    );
    await fc.assert(property, { numRuns: RUNS });
  });

  it("when restic saves it and Holdfast restores it", async () => {
    const property = fc.asyncProperty(tree, (entries) =>
      expectRoundTrip(
        entries,
        (source, place) => expectDone(place, ["backup", source]),
        async (place, target) => {
          const options = { snapshot: "latest", target: fromText(target) };
          const { problems } = await withRepository(place, (open) => restore(open, options).result);
          expect(problems).toEqual([]);
        },
      ),
    );
    await fc.assert(property, { numRuns: RUNS });
  });
});
