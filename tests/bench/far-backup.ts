// A program of its own, so that its memory can be measured: backs up random bytes, as many as its argument says, to a server that
// is 50 ms away at the end of a line of 100 Mbit/s, by SFTP.
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backup, backupTarget, createRepository, NO_FILTER } from "../../main/engine/index.ts";
import { type FileRef, openStorage, PassingStorage } from "../../main/engine/storage/index.ts";
import { startSlowLink } from "../support/slow-link.ts";
import { startOwnSshd } from "./own-sshd.ts";

/** Tells when the first pack was begun and the last one was there, and how much that was. */
class WatchedPacks extends PassingStorage {
  bytes = 0;
  #first = Number.POSITIVE_INFINITY;
  #last = 0;

  get ms(): number {
    return this.#last - this.#first;
  }

  override async write(file: FileRef, content: Uint8Array, signal?: AbortSignal): Promise<void> {
    if (file.kind !== "data") return super.write(file, content, signal);
    this.#first = Math.min(this.#first, performance.now());
    await super.write(file, content, signal);
    this.#last = performance.now();
    this.bytes += content.length;
  }
}

/** Each way: an answer comes after 50 ms at the soonest. */
const DELAY_MS = 25;
const BYTES_PER_SECOND = 12_500_000;
const FILE_BYTES = 4 << 20;

const bytes = Number(process.argv[2]);
const scratch = mkdtempSync(join(tmpdir(), "holdfast-far-"));
const server = await startOwnSshd(join(scratch, "sshd"));
const link = await startSlowLink({ upstream: server.port, delayMs: DELAY_MS, bytesPerSecond: BYTES_PER_SECOND });
try {
  const source = join(scratch, "source");
  mkdirSync(source);
  for (let at = 0; at * FILE_BYTES < bytes; at++) writeFileSync(join(source, `${at}`), randomBytes(FILE_BYTES));
  const location = `sftp://${server.user}@127.0.0.1:${link.port}/${join(scratch, "repository")}`;
  const options = { password: "pw", scrypt: { N: 1024, r: 8, p: 1 } };
  const storage = openStorage(location, { access: server.access });
  const packs = new WatchedPacks(storage);
  const open = await createRepository(packs, options);
  const begin = performance.now();
  await backup(open, { targets: [backupTarget(source)], filter: NO_FILTER }).result;
  const wall = performance.now() - begin;
  await open.close();
  process.stdout.write(JSON.stringify({ wall, link: packs.ms / ((packs.bytes / BYTES_PER_SECOND) * 1000) }));
} finally {
  await link.stop();
  server.stop();
  rmSync(scratch, { recursive: true, force: true });
}
