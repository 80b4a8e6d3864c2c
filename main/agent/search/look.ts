import type { FileLook, PathText, SnapshotId } from "../../../shared/model/index.ts";
import { type FileStart, fromPathText, type OpenRepository, readStart } from "../../engine/index.ts";
import { mediaTypeOf } from "./media-type.ts";

const TEXT_BYTES = 256 << 10;
const IMAGE_BYTES = 10_000_000;

export interface FileToLookAt {
  readonly snapshotId: SnapshotId;
  readonly path: PathText;
}

/** A look at a file without restoring it. What it is, is told by its bytes and never by its name. */
export async function lookAt(
  open: OpenRepository,
  { snapshotId, path }: FileToLookAt,
  signal?: AbortSignal,
): Promise<FileLook> {
  const read = (limit: number): Promise<FileStart> => {
    const options = { snapshot: snapshotId, path: fromPathText(path), limit, noLock: true };
    return readStart(open, { ...options, ...(signal === undefined ? {} : { signal }) });
  };
  const start = await read(TEXT_BYTES);
  const { size: bytes } = start;
  if (start.type !== "file") return { kind: "none", reason: "no-file", bytes };
  const mediaType = mediaTypeOf(start.bytes);
  if (mediaType === undefined) return textOf(start);
  if (bytes > IMAGE_BYTES) return { kind: "none", reason: "too-large", bytes };
  const whole = bytes > TEXT_BYTES ? await read(IMAGE_BYTES) : start;
  return { kind: "image", mediaType, base64: whole.bytes.toString("base64"), bytes };
}

/** UTF-8 without what no text has; a character that the end cuts in two is left out. */
function textOf({ bytes: start, size: bytes }: FileStart): FileLook {
  const isCut = bytes > start.length;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(start, { stream: isCut });
    return hasControls(text) ? { kind: "none", reason: "not-shown", bytes } : { kind: "text", text, isCut, bytes };
  } catch {
    return { kind: "none", reason: "not-shown", bytes };
  }
}

/** Escape is in logs with colours; of all others only what moves the place of writing is in texts. */
function hasControls(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 && !(code >= 8 && code <= 13) && code !== 27) return true;
  }
  return false;
}
