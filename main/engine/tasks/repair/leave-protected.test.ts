import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { MemoryStorage } from "../../../../tests/support/memory-storage.ts";
import { tempFolder } from "../../../../tests/support/temp-folder.ts";
import { NO_FILTER } from "../../source/index.ts";
import { backup, backupTarget } from "../backup/index.ts";
import { createRepository } from "../open.ts";
import { repairPacks } from "./repair-packs.ts";

it("leaves and tells what the storage protects, and does not fail", async () => {
  const storage = new MemoryStorage(() => new Date(), 10);
  const open = await createRepository(storage, { password: "pw", threads: 1, scrypt: { N: 1024, r: 8, p: 1 } });
  onTestFinished(() => open.close());
  const source = tempFolder();
  writeFileSync(join(source, "file"), randomBytes(10_000));
  await backup(open, { targets: [backupTarget(source)], filter: NO_FILTER }).result;
  const before = [...storage.files.keys()].filter((path) => !path.startsWith("locks/"));
  const pack =
    before
      .find((path) => path.startsWith("data/"))
      ?.split("/")
      .at(-1) ?? "";
  const run = repairPacks(open, { packs: [pack], setAside: async () => undefined });
  const held: string[] = [];
  for await (const event of run) if (event.type === "held") held.push(event.kind);
  expect((await run.result).removed).toEqual([]);
  expect(held).toContain("index");
  for (const path of before) expect(storage.files.has(path), path).toBe(true);
});
