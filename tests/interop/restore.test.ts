import { createHash } from "node:crypto";
import { type BigIntStats, cpSync, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { parseTime, type TimeText, unixPermissions, unquoteName } from "../../main/engine/format/index.ts";
import { fromText, openRepository, type RestoreOptions, restore, toBuffer } from "../../main/engine/index.ts";
import { type ByteString, fromBuffer } from "../../main/engine/names/index.ts";
import { system } from "../../main/engine/system/index.ts";
import { makeOddTree } from "../support/odd-tree.ts";
import { describeWithEachRestic, restic } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { treeFacts } from "../support/tree-facts.ts";

const isRoot = process.getuid?.() === 0;

/** An entry of EXPECTED.json; each name in `path` is quoted as in a tree. */
interface ExpectedEntry {
  readonly path: string;
  readonly type: string;
  readonly mode: number;
  readonly mtime: TimeText;
  readonly size?: number;
  readonly sha256?: string;
  readonly linktarget?: string;
  readonly device?: number;
  readonly xattrs?: readonly { readonly name: string; readonly value: string }[];
}

async function restored(place: string, password: string, options: Partial<RestoreOptions>) {
  const target = join(tempFolder(), "restored");
  const open = await openRepository(place, { password, threads: 2 });
  try {
    const run = restore(open, { snapshot: "latest", target: fromText(target), verify: true, ...options });
    return { target, ...(await run.result) };
  } finally {
    await open.close();
  }
}

function pathsBelow(folder: Buffer): string[] {
  return readdirSync(folder, { withFileTypes: true, encoding: "buffer" }).flatMap((entry) => {
    const path = Buffer.concat([folder, Buffer.from("/"), entry.name]);
    return [path.toString("latin1"), ...(entry.isDirectory() ? pathsBelow(path) : [])];
  });
}

describe.each([1, 2] as const)("the fixture of format %d", (version) => {
  const fixture = fileURLToPath(new URL(`../fixtures/restic-repo-v${version}/`, import.meta.url));
  // The file is part of the project and has this form.
  const { snapshots } = JSON.parse(readFileSync(join(fixture, "EXPECTED.json"), "utf8")) as {
    snapshots: readonly { readonly id: string; readonly entries: readonly ExpectedEntry[] }[];
  };
  const place = join(tempFolder(), "repository");
  beforeAll(() => cpSync(join(fixture, "repo"), place, { recursive: true }));

  it.each(snapshots)("gives back every entry of snapshot $id", async ({ id, entries }) => {
    const { target, problems } = await restored(place, "fixture-password", { snapshot: id });
    const possible = entries.filter(({ type }) => isRoot || !["dev", "chardev"].includes(type));
    expect(problems.filter(({ cause }) => isRoot || cause !== "not-allowed")).toEqual([]);
    const seen = possible.map((entry) => factsOnDisk(entry, pathOf(target, entry)));
    expect(seen).toEqual(possible.map(expectedFacts));
    const paths = possible.map((entry) => pathOf(target, entry));
    expect(pathsBelow(Buffer.from(target)).sort()).toEqual(paths.sort());
    const names = paths.filter((path) => path.includes("/links/hard-"));
    expect(new Set(names.map((path) => lstatSync(path).ino)).size).toBe(Math.min(names.length, 1));
  });
});

function pathOf(target: string, { path }: ExpectedEntry): ByteString {
  return fromBuffer(Buffer.from(target + path.split("/").map(unquoteName).join("/"), "latin1"));
}

function expectedFacts(entry: ExpectedEntry): unknown {
  const { path, type, mode, mtime, size, sha256, linktarget, device, xattrs = [] } = entry;
  const attributes = system.limitations.length === 0 ? xattrs : [];
  return {
    ...{ path, type, mtime: parseTime(mtime), size, sha256, linktarget, device, attributes },
    mode: type === "symlink" ? undefined : unixPermissions(mode),
  };
}

function factsOnDisk({ path }: ExpectedEntry, there: ByteString): unknown {
  const stat = lstatSync(toBuffer(there), { bigint: true });
  const content = stat.isFile() ? readFileSync(toBuffer(there)) : undefined;
  const isDevice = stat.isBlockDevice() || stat.isCharacterDevice();
  return {
    ...{ path, type: typeOf(stat), mtime: stat.mtimeNs, size: content?.length },
    sha256: content && createHash("sha256").update(content).digest("hex"),
    linktarget: stat.isSymbolicLink() ? readlinkSync(toBuffer(there), "utf8") : undefined,
    device: isDevice ? Number(stat.rdev) : undefined,
    attributes: system
      .listExtendedAttributes(there)
      .map(({ name, value }) => ({ name, value: Buffer.from(value).toString("base64") }))
      .filter(({ name }) => name.startsWith("user.")),
    mode: stat.isSymbolicLink() ? undefined : Number(stat.mode) & 0o7777,
  };
}

function typeOf(stat: BigIntStats): string {
  if (stat.isFile()) return "file";
  if (stat.isDirectory()) return "dir";
  if (stat.isSymbolicLink()) return "symlink";
  if (stat.isFIFO()) return "fifo";
  return stat.isBlockDevice() ? "dev" : "chardev";
}

describeWithEachRestic("a backup by restic", ({ path, name }) => {
  const source = join(tempFolder(), "odd");
  const place = join(tempFolder(), "repository");
  /** restic 0.14 loses bytes of link targets that are not UTF-8; everything else must come back. */
  const kept = (lines: readonly string[]) =>
    name.startsWith("restic 0.14") ? lines.filter((line) => !line.startsWith("./links/not UTF-8")) : lines;
  beforeAll(async () => {
    makeOddTree(source);
    await restic(path, place, "pw", ["init"]);
    expect(await restic(path, place, "pw", ["backup", source])).toMatchObject({ code: 0 });
  });

  it.each([true, false])("comes back as it was, whatever is in it (holes: %s)", async (sparse) => {
    const { target, problems, counts } = await restored(place, "pw", { sparse });
    expect(problems).toEqual([]);
    expect(kept(treeFacts(join(target, source)))).toEqual(kept(treeFacts(source)));
    expect(counts).toMatchObject({ hardLinks: 3, unchanged: 0, skipped: 0 });
    expect(lstatSync(join(target, source, "sizes/sparse")).blocks < 1000).toBe(sparse);
  });

  it("comes back equal over an older state of itself", async () => {
    const first = await restored(place, "pw", {});
    const { target } = first;
    const again = await restored(place, "pw", { target: fromText(target), overwrite: "if-changed" });
    expect(again.problems).toEqual([]);
    expect(again.counts.unchanged).toBeGreaterThan(40);
    expect(kept(treeFacts(join(target, source)))).toEqual(kept(treeFacts(source)));
  });

  it("can begin at a folder of the snapshot", async () => {
    const { target } = await restored(place, "pw", { subfolder: fromText(`${source}/links`) });
    const [, ...lines] = treeFacts(join(source, "links"));
    const [, ...found] = treeFacts(target);
    const below = (all: string[]) => all.filter((line) => !line.includes("not UTF-8") && !line.startsWith("#"));
    expect(below(found)).toEqual(below(lines));
  });
});
