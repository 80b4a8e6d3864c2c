import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import {
  backup,
  backupTarget,
  createRepository,
  fromText,
  NO_FILTER,
  openRepository,
  type ProveAmount,
  prove,
} from "../../main/engine/index.ts";
import {
  type ByteRange,
  type FileRef,
  openStorage,
  PassingStorage,
  type Storage,
} from "../../main/engine/storage/index.ts";
import { copyOf, PASSWORD } from "../faults/surgery.ts";
import { tempFolder } from "../support/temp-folder.ts";

const root = tempFolder();
const sound = join(root, "repository");

beforeAll(async () => {
  const source = join(root, "home");
  for (let folder = 0; folder < 12; folder++) {
    mkdirSync(join(source, `${folder}`), { recursive: true });
    for (let file = 0; file < 10; file++) writeFileSync(join(source, `${folder}/${file}`), randomBytes(9000));
  }
  const options = { password: PASSWORD, threads: 2, scrypt: { N: 1024, r: 8, p: 1 }, saving: { packBytes: 16_000 } };
  const open = await createRepository(sound, options);
  await backup(open, { targets: [backupTarget(source)], filter: NO_FILTER }).result;
  await open.close();
});

/** Once so many packs were read something happens to the target. */
class After extends PassingStorage {
  readonly #happens: () => void;
  #left: number;

  constructor(inner: Storage, reads: number, happens: () => void) {
    super(inner);
    this.#left = reads;
    this.#happens = happens;
  }

  override async read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    if (file.kind === "data" && this.#left-- === 0) this.#happens();
    return super.read(file, range, signal);
  }
}

describe("a target that goes away during a test-restore", () => {
  it.each<[ProveAmount, number]>([
    ["sample", 0],
    ["sample", 2],
    ["large", 1],
    ["all", 0],
    ["all", 12],
  ])("ends it (%s, after %i reads), and is no failure of what is kept there", async (amount, reads) => {
    const place = copyOf(sound);
    const scratch = tempFolder();
    const away = `${place} elsewhere`;
    const storage = new After(openStorage(place), reads, () => renameSync(place, away));
    const open = await openRepository(storage, { password: PASSWORD, threads: 2 });
    try {
      const options = { snapshot: "latest", scratch: fromText(scratch), amount, seed: 1, budgetBytes: 1e9 };
      await expect(prove(open, options).result).rejects.toThrow();
      expect(existsSync(away)).toBe(true);
      expect(readdirSync(scratch)).toEqual([]);
    } finally {
      await open.close().catch(() => undefined);
    }
  });
});
