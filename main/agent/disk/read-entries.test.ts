import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { type ByteString, fromPathText } from "../../engine/index.ts";
import { cleanPath } from "./disk-path.ts";
import { readEntries, readEntriesByLooking } from "./read-entries.ts";

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

it("entries are the same where the file system does not tell what they are", async () => {
  const root = cleanPath(tempFolder());
  mkdirSync(join(root, "folder"));
  for (let count = 0; count < 600; count++) writeFileSync(join(root, `${count}`), "");
  const folder: ByteString = fromPathText(root);
  const sorted = async (batches: ReturnType<typeof readEntries>) =>
    (await collect(batches)).flat().sort((a, b) => (a.name < b.name ? -1 : 1));
  expect(await sorted(readEntriesByLooking(folder))).toEqual(await sorted(readEntries(folder)));
});
