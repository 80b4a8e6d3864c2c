import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  backup,
  backupTarget,
  check,
  copySnapshots,
  createRepository,
  fromText,
  NO_FILTER,
  openRepository,
  restore,
} from "../../main/engine/index.ts";
import {
  type ByteRange,
  type FileRef,
  openStorage,
  PassingStorage,
  type Storage,
} from "../../main/engine/storage/index.ts";
import { tempFolder } from "../support/temp-folder.ts";

const MIB = 1 << 20;
const CONNECTIONS = 6;
const SAVING = { saving: { packBytes: MIB }, threads: 1, password: "pw", scrypt: { N: 1024, r: 8, p: 1 } };

/** Answers nobody who wants a pack before so many do at the same time: who works through packs one after the other waits for ever. */
class GatedStorage extends PassingStorage {
  override readonly capabilities;
  readonly #gate = Promise.withResolvers<void>();
  #underWay = 0;
  most = 0;

  constructor(inner: Storage, connections = CONNECTIONS) {
    super(inner);
    this.capabilities = { isRemote: true, connections };
  }

  override async read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    // Trees are read one below the other; content is what there is much of.
    const isBulk = file.kind === "data" && file.holdsTrees !== true;
    return isBulk ? this.#atOnce(() => super.read(file, range, signal)) : super.read(file, range, signal);
  }

  override async write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    const isBulk = file.kind === "data" && file.holdsTrees !== true;
    return isBulk ? this.#atOnce(() => super.write(file, bytes, signal)) : super.write(file, bytes, signal);
  }

  async #atOnce<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    this.most = Math.max(this.most, this.#underWay);
    if (this.#underWay >= CONNECTIONS) this.#gate.resolve();
    try {
      await this.#gate.promise;
      return await work();
    } finally {
      this.#underWay -= 1;
    }
  }
}

async function filledRepository() {
  const base = tempFolder();
  const [source, place] = [join(base, "source"), join(base, "repository")];
  mkdirSync(source);
  // Files that share no pack and are no neighbours.
  for (let file = 0; file < 12; file++) writeFileSync(join(source, `${file}`), randomBytes(1.5 * MIB));
  const gated = new GatedStorage(openStorage(place));
  const open = await createRepository(gated, SAVING);
  await backup(open, { targets: [backupTarget(source)], filter: NO_FILTER }).result;
  await open.close();
  return { base, place, gated };
}

it("has as many packs on their way to a far storage as it has connections, and no more", async () => {
  const { gated } = await filledRepository();
  expect(gated.most).toBe(CONNECTIONS);
});

it("reads as many at a time in a restore, in a check of the content, and in a copy", async () => {
  const { base, place } = await filledRepository();
  const works = [
    (open: Awaited<ReturnType<typeof openRepository>>) =>
      restore(open, { snapshot: "latest", target: fromText(join(base, "restored")) }).result,
    (open: Awaited<ReturnType<typeof openRepository>>) => check(open, { readData: { percent: 100 } }).result,
    async (from: Awaited<ReturnType<typeof openRepository>>) => {
      const to = await createRepository(join(base, "copy"), SAVING);
      await copySnapshots({ from, to }).result;
      await to.close();
    },
  ];
  for (const work of works) {
    const gated = new GatedStorage(openStorage(place));
    const open = await openRepository(gated, SAVING);
    await work(open);
    await open.close();
    expect(gated.most).toBeGreaterThanOrEqual(CONNECTIONS);
  }
});
