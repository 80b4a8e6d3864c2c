import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import { expect, it } from "vitest";
import { tempFolder } from "../support/temp-folder.ts";
import { ensureData } from "./data.ts";
import { DATA_SETS, type DataName } from "./data-sets.ts";
import { plainFiles, treeSize } from "./trees.ts";

async function fill(name: DataName, scale: number): Promise<string> {
  const folder = tempFolder();
  await DATA_SETS[name].fill(folder, scale, async () => undefined);
  return folder;
}

async function fingerprint(folder: string): Promise<string> {
  const lines: string[] = [];
  for await (const { path } of plainFiles(folder)) {
    lines.push(`${path.slice(folder.length)} ${createHash("sha256").update(readFileSync(path)).digest("hex")}`);
  }
  return lines.sort().join("\n");
}

it.each([
  ["small", 100],
  ["large", 2000],
  ["tiny", 1000],
] as const)("makes the same %s data each time", async (name, scale) => {
  const [one, again] = [await fill(name, scale), await fill(name, scale)];
  expect(await fingerprint(again)).toBe(await fingerprint(one));
});

it("makes small files of 9 KB on average that compress as text does", async () => {
  const folder = await fill("small", 20);
  const { files, bytes } = await treeSize(folder);
  expect(files).toBe(2500);
  expect(bytes / files).toBeGreaterThan(7000);
  expect(bytes / files).toBeLessThan(11_000);
  let compressed = 0;
  for await (const { path } of plainFiles(folder)) compressed += zstdCompressSync(readFileSync(path)).length;
  expect(compressed / bytes).toBeGreaterThan(0.3);
  expect(compressed / bytes).toBeLessThan(0.5);
});

it("makes large files of which one kind compresses by about a third and the other not at all", async () => {
  const folder = await fill("large", 200);
  const share = (name: string): number => {
    const bytes = readFileSync(join(folder, name));
    return zstdCompressSync(bytes).length / bytes.length;
  };
  expect(share("random-0.bin")).toBeGreaterThan(0.99);
  expect(share("half-0.bin")).toBeGreaterThan(0.55);
  expect(share("half-0.bin")).toBeLessThan(0.8);
});

it("keeps data that is there, and makes it anew when its stamp tells of other data", async () => {
  const folder = tempFolder();
  const said: string[] = [];
  const options = { folder, quick: true, signal: new AbortController().signal, say: (text: string) => said.push(text) };
  const made = await ensureData("small", options);
  writeFileSync(join(made, "mark"), "");
  expect(await ensureData("small", options)).toBe(made);
  expect(existsSync(join(made, "mark"))).toBe(true);
  expect(said).toHaveLength(1);
  writeFileSync(`${made}.stamp.json`, "{}");
  await ensureData("small", options);
  expect(existsSync(join(made, "mark"))).toBe(false);
});
