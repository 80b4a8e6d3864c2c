import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { tempFolder } from "../../../../tests/support/temp-folder.ts";
import { Chunker, randomPolynomial } from "../../chunker/index.ts";
import { generateMasterKey, Sealer } from "../../crypto/index.ts";
import { fromText } from "../../names/index.ts";
import { BlobSaver, BlobTable } from "../../repository/index.ts";
import { Flow, ProgressBoard } from "../../workers/index.ts";
import { FileStorer } from "./file-storer.ts";
import { BACKUP_COUNTERS } from "./jobs.ts";

function makeStorer() {
  const options = { table: new BlobTable(), sealer: new Sealer(generateMasterKey()), version: 2 } as const;
  const saver = new BlobSaver({
    ...{ ...options, compressionLevel: 2, packBytes: 1 << 24, verify: true },
    ...{ takeBuffer: (bytes: number) => new ArrayBuffer(bytes), onPack: () => {} },
  });
  const board = ProgressBoard.create(BACKUP_COUNTERS, 1);
  const storer = new FileStorer({ saver, board, chunker: new Chunker(randomPolynomial()), flow: new Flow() });
  return { storer, board };
}

it("reads a file that was just changed only when the tick of that change is over", () => {
  const path = join(tempFolder(), "file");
  for (let round = 0; round < 5; round++) {
    writeFileSync(path, `round ${round}`);
    const { stat } = makeStorer().storer.store(fromText(path));
    // Any change from now on gets another time, so the next run finds it.
    expect(Date.now() - Number(stat.ctimeNs / 1_000_000n)).toBeGreaterThanOrEqual(10);
  }
});

it("counts what it read and what was new", () => {
  const folder = tempFolder();
  for (const name of ["one", "two"]) writeFileSync(join(folder, name), "the same content");
  const { storer, board } = makeStorer();
  const [one, two] = ["one", "two"].map((name) => storer.store(fromText(join(folder, name))));
  expect(two?.content).toEqual(one?.content);
  expect(one).toMatchObject({ size: 16 });
  expect(board.totals()).toMatchObject({ bytesDone: 32, dataBlobs: 1, bytesAdded: 16 });
});
