import type { FileLook } from "../../../shared/model/index.ts";

type MediaType = Extract<FileLook, { kind: "image" }>["mediaType"];

/** Which kind of picture a file begins like, of those that a browser draws and that run nothing. */
export function mediaTypeOf(start: Buffer): MediaType | undefined {
  const at = (from: number, text: string): boolean => start.toString("latin1", from, from + text.length) === text;
  if (at(0, "\x89PNG\r\n\x1a\n")) return "image/png";
  if (at(0, "\xff\xd8\xff")) return "image/jpeg";
  if (at(0, "GIF87a") || at(0, "GIF89a")) return "image/gif";
  if (at(0, "RIFF") && at(8, "WEBP")) return "image/webp";
  if (at(4, "ftyp") && (at(8, "avif") || at(8, "avis"))) return "image/avif";
  return isBitmap(start) ? "image/bmp" : undefined;
}

/** “BM” begins many a text as well; what follows is the size of one of the headers there are. */
function isBitmap(start: Buffer): boolean {
  if (start.length < 26 || start.toString("latin1", 0, 2) !== "BM") return false;
  return [12, 40, 52, 56, 64, 108, 124].includes(start.readUInt32LE(14));
}
