import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  type BackupEvent,
  backup,
  backupTarget,
  createRepository,
  NO_FILTER,
  openRepository,
} from "../../main/engine/index.ts";
import { openStorage } from "../../main/engine/storage/index.ts";
import { faultyStorage } from "../support/faulty-storage.ts";
import { tempFolder } from "../support/temp-folder.ts";

it("tells what it has put into the repository, and comes to what is there in the end", async () => {
  const [source, place] = [tempFolder(), join(tempFolder(), "repository")];
  for (const name of ["one", "two", "three"]) writeFileSync(join(source, name), Buffer.alloc(2 << 20, name));
  const open = await createRepository(place, { password: "pw", threads: 2, scrypt: { N: 1024, r: 8, p: 1 } });
  try {
    const run = backup(open, { targets: [backupTarget(source)], filter: NO_FILTER });
    const events: BackupEvent[] = [];
    for await (const event of run) events.push(event);
    await run.result;
    const told = events.filter((event) => event.type === "progress");
    expect(told.at(0)).toMatchObject({ phase: "opening", bytesStored: 0, packsStored: 0 });
    const sizes = packSizes(place);
    const bytesStored = sizes.reduce((sum, size) => sum + size, 0);
    expect(told.at(-1)).toMatchObject({ packsStored: sizes.length, bytesStored });
  } finally {
    await open.close();
  }
});

it("takes no lock for a dry run that is told not to, and one for every run that writes", async () => {
  const [source, place] = [tempFolder(), join(tempFolder(), "repository")];
  writeFileSync(join(source, "one"), "one");
  const options = { targets: [backupTarget(source)], filter: NO_FILTER, noLock: true };
  await (await createRepository(place, { password: "pw", threads: 1, scrypt: { N: 1024, r: 8, p: 1 } })).close();
  const storage = faultyStorage(openStorage(place), []);
  const open = await openRepository(storage, { password: "pw", threads: 1 });
  try {
    const { summary, snapshot } = await backup(open, { ...options, dryRun: true }).result;
    expect([summary.filesNew, snapshot]).toEqual([1, undefined]);
    expect(storage.calls.filter((call) => /^(write|remove|create)/.test(call))).toEqual([]);
    await backup(open, options).result;
    expect(storage.calls).toContain("write locks");
  } finally {
    await open.close();
  }
});

function packSizes(place: string): number[] {
  const entries = readdirSync(join(place, "data"), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name, parentPath }) => statSync(join(parentPath, name)).size);
}
