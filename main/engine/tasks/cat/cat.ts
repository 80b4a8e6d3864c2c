import { encodeConfig, encodeMasterKey, encodeSnapshot } from "../../format/index.ts";
import { findSnapshot } from "../../repository/index.ts";
import type { OpenRepository } from "../open-repository.ts";
import { readLocked } from "../reading.ts";
import { locateFolder } from "../trees/index.ts";
import { indentJson } from "./indent-json.ts";
import type { CatOptions, CatResult, CatSubject } from "./model.ts";
import { readBlob, readIndex, readKey, readLock, readPack } from "./stored-objects.ts";

/**
 * An internal object of the repository.
 *
 * @throws {ObjectNotFound} {SnapshotNotFound} {AmbiguousId} {PathNotInSnapshot} {FolderExpected}, and for damaged objects
 */
export function cat(open: OpenRepository, options: CatOptions): Promise<CatResult> {
  return readLocked(open, options, (signal) => show(open, options.subject, signal));
}

async function show(open: OpenRepository, subject: CatSubject, signal: AbortSignal): Promise<CatResult> {
  const { repository } = open;
  switch (subject.kind) {
    case "config":
      return lines(encodeConfig(repository.config));
    case "masterkey":
      return lines(encodeMasterKey(repository.key));
    case "tree": {
      const { tree } = await locateFolder(open, subject.snapshot, undefined, signal);
      return { bytes: await repository.reader.read("tree", tree, signal) };
    }
    case "snapshot":
      return lines(encodeSnapshot(await findSnapshot(repository, subject.id, undefined, signal)));
    case "key":
      return lines(await readKey(repository.storage, subject.id, signal));
    case "lock":
      return lines(await readLock(repository, subject.id, signal));
    case "index":
      return { bytes: endLine(await readIndex(repository, subject.id, signal)) };
    case "pack":
      return readPack(repository, subject.id, signal);
    case "blob":
      await open.loadIndex(signal);
      return { bytes: await readBlob(repository, subject.id, signal) };
  }
}

function lines(json: Uint8Array): CatResult {
  return { bytes: endLine(Buffer.from(indentJson(Buffer.from(json).toString()))) };
}

function endLine(text: Uint8Array): Uint8Array {
  return text.at(-1) === 0x0a ? text : Buffer.concat([text, Buffer.from("\n")]);
}
