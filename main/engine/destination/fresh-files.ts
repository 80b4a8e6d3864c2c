import { fstatSync } from "node:fs";
import type { ByteString } from "../names/index.ts";
import { system } from "../system/index.ts";
import type { RestoredFile } from "./restored-file.ts";

const FOLDERS_KNOWN = 64;

/** What a file has before anything is done to it, when it is made in a certain folder. */
export interface FreshFile {
  readonly uid: number;
  readonly gid: number;
  /** Access rules that the folder hands on. */
  readonly hasAttributes: boolean;
}

/** Knows what new files have. All of a folder are alike, so only the first is looked at. */
export class FreshFiles {
  readonly #byFolder = new Map<string, FreshFile>();

  /** @param there where the file, which was just made, is reached */
  of(file: RestoredFile, there: ByteString): FreshFile {
    const folder = file.tempPath.slice(0, file.tempPath.lastIndexOf("/") + 1);
    const known = this.#byFolder.get(folder);
    if (known !== undefined) return known;
    const { uid, gid } = fstatSync(file.fd);
    const fresh = { uid, gid, hasAttributes: system.listExtendedAttributes(there, () => {}).length > 0 };
    if (this.#byFolder.size >= FOLDERS_KNOWN) this.#byFolder.clear();
    this.#byFolder.set(folder, fresh);
    return fresh;
  }
}
