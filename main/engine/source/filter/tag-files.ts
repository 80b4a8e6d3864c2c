import { type ByteString, fromText, joinPath, toBuffer } from "../../names/index.ts";
import type { FoundEntry } from "../list-folder.ts";
import { SourceFile } from "../source-file.ts";
import type { ExclusionReason, FilterSpec } from "./spec.ts";

/** A file whose presence says that a folder's content is to be left out. */
export interface TagFile {
  readonly name: ByteString;
  /** What it must begin with; empty for anything. */
  readonly header: ByteString;
  readonly reason: ExclusionReason;
}

// https://bford.info/cachedir/
const CACHE_TAG = "CACHEDIR.TAG";
const CACHE_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55";

export function tagFilesOf(spec: FilterSpec): TagFile[] {
  const tags = spec.skipIfPresent.map((text): TagFile => {
    const colon = text.indexOf(":");
    const name = colon < 0 ? text : text.slice(0, colon);
    const header = colon < 0 ? "" : text.slice(colon + 1);
    return { name: fromText(name), header: fromText(header), reason: { rule: "present-file", detail: name } };
  });
  if (!spec.skipTaggedCaches) return tags;
  const reason: ExclusionReason = { rule: "tagged-cache", detail: CACHE_TAG };
  return [{ name: fromText(CACHE_TAG), header: fromText(CACHE_SIGNATURE), reason }, ...tags];
}

/** Whether the entry of a tag's name is that tag. */
export function isTag(folder: ByteString, entry: FoundEntry, tag: TagFile): boolean {
  return tag.header === "" || beginsWith(joinPath(folder, entry.name), entry, toBuffer(tag.header));
}

function beginsWith(path: ByteString, entry: FoundEntry, header: Buffer): boolean {
  if (entry.type !== "file" || entry.stat.size < BigInt(header.length)) return false;
  try {
    const file = SourceFile.open(path);
    try {
      const start = Buffer.alloc(header.length);
      return file.read(start, 0) === header.length && start.equals(header);
    } finally {
      file.close();
    }
  } catch {
    // A tag that cannot be read declares nothing; reading it for the backup reports it.
    return false;
  }
}
