import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SnapshotId } from "../../../shared/model/index.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { backup, backupTarget, createRepository, NO_FILTER, type OpenRepository } from "../../engine/index.ts";
import { compareSnapshots } from "./comparison.ts";
import { lookAt } from "./look.ts";
import { mediaTypeOf } from "./media-type.ts";

const root = tempFolder();
const folder = join(root, "files");
const KEPT = 256 << 10;
const PNG = Buffer.from("89504e470d0a1a0a", "hex");

let open: OpenRepository;
let before: SnapshotId;
let after: SnapshotId;

async function saved(): Promise<SnapshotId> {
  const { snapshot } = await backup(open, { targets: [backupTarget(folder)], filter: NO_FILTER }).result;
  if (snapshot === undefined) throw new Error("nothing was saved");
  return snapshot.id as string as SnapshotId; // what the engine calls one
}

const write = (name: string, content: string | Buffer): void => writeFileSync(join(folder, name), content);

beforeAll(async () => {
  open = await createRepository(join(root, "repo"), { password: "pw", threads: 1, scrypt: { N: 1024, r: 8, p: 1 } });
  mkdirSync(join(folder, "old", "deep"), { recursive: true });
  write("old/deep/a", "12345");
  write("turns", "a file");
  write("same", "same");
  write("long.txt", `${"a".repeat(KEPT - 1)}éé`);
  write("latin.txt", Buffer.from("caf\xe9", "latin1"));
  write("zero.txt", "a\0b");
  write("empty.txt", "");
  write("bmp.txt", "BMW drives well, and has done so for years");
  write("picture.txt", PNG);
  write("large.png", Buffer.concat([PNG, Buffer.alloc(KEPT)]));
  write("huge.png", PNG);
  truncateSync(join(folder, "huge.png"), 10_000_001);
  before = await saved();
  rmSync(join(folder, "old"), { recursive: true });
  rmSync(join(folder, "turns"));
  symlinkSync("same", join(folder, "turns"));
  mkdirSync(join(folder, "new"));
  write("new/b", "1234567");
  write("latin.txt", "café");
  after = await saved();
});
afterAll(() => open.close());

const look = (name: string) => lookAt(open, { snapshotId: before, path: join(folder, name) });

describe("a look at a file", () => {
  it("shows the beginning of a long text, and no half of a character", async () => {
    const shown = await look("long.txt");
    expect(shown).toEqual({ kind: "text", text: "a".repeat(KEPT - 1), isCut: true, bytes: KEPT + 3 });
  });

  it("goes by bytes and not by names", async () => {
    expect(await look("picture.txt")).toMatchObject({ kind: "image", mediaType: "image/png", bytes: 8 });
    expect(await look("bmp.txt")).toMatchObject({ kind: "text" });
    expect(await look("empty.txt")).toEqual({ kind: "text", text: "", isCut: false, bytes: 0 });
    const large = await look("large.png");
    expect(large.kind === "image" && Buffer.from(large.base64, "base64").length).toBe(KEPT + 8);
  });

  it("shows neither what is no text, nor what is too large, nor what is no file", async () => {
    expect(await look("latin.txt")).toEqual({ kind: "none", reason: "not-shown", bytes: 4 });
    expect(await look("zero.txt")).toEqual({ kind: "none", reason: "not-shown", bytes: 3 });
    expect(await look("huge.png")).toEqual({ kind: "none", reason: "too-large", bytes: 10_000_001 });
    expect(await look("old")).toEqual({ kind: "none", reason: "no-file", bytes: 0 });
    expect(await lookAt(open, { snapshotId: before, path: "/" })).toMatchObject({ reason: "no-file" });
  });

  it.each([
    ["ffd8ffe0", "image/jpeg"],
    ["474946383961", "image/gif"],
    ["524946460000000057454250", "image/webp"],
    ["000000206674797061766966", "image/avif"],
    [`424d${"00".repeat(12)}28000000${"00".repeat(8)}`, "image/bmp"],
    ["3c737667", undefined],
    ["", undefined],
  ])("takes %s for %s", (hex, type) => expect(mediaTypeOf(Buffer.from(hex, "hex"))).toBe(type));
});

describe("a comparison", () => {
  const compared = async (more: object = {}) => {
    const { changes, ...sums } = await compareSnapshots(open, { before, after, ...more });
    const short = ({ path }: { path: string }): string => path.slice(folder.length);
    return { changes: changes.map((each) => [short(each), each.kind, each.type]), sums, all: changes };
  };

  it("tells what came, went and became another thing, with all that is in folders", async () => {
    const { changes, sums, all } = await compared();
    expect(changes).toEqual([
      ["/latin.txt", "changed", "file"],
      ["/new", "added", "folder"],
      ["/new/b", "added", "file"],
      ["/old", "removed", "folder"],
      ["/old/deep", "removed", "folder"],
      ["/old/deep/a", "removed", "file"],
      ["/turns", "type", "symlink"],
    ]);
    expect(sums).toEqual({
      counts: { added: 2, removed: 3, changed: 1, metadata: 0, type: 1 },
      ...{ bytesAdded: 8, bytesRemoved: 11, listed: 7, isCut: false },
    });
    expect(all[0]).toMatchObject({ bytesBefore: 4, bytesAfter: 5 });
  });

  it("of a folder, also of one that only one of them has", async () => {
    expect((await compared({ folder: join(folder, "old") })).changes).toEqual([
      ["/old/deep", "removed", "folder"],
      ["/old/deep/a", "removed", "file"],
    ]);
    expect((await compared({ folder: join(folder, "new") })).changes).toEqual([["/new/b", "added", "file"]]);
    await expect(compared({ folder: "/nowhere" })).rejects.toMatchObject({ code: "trees/path-not-found" });
  });

  it("finds nothing between a snapshot and itself, and ends when it is called off", async () => {
    expect((await compared({ after: before })).changes).toEqual([]);
    const stop = AbortSignal.abort(new Error("gone"));
    await expect(compareSnapshots(open, { before, after }, stop)).rejects.toThrow("gone");
  });
});
