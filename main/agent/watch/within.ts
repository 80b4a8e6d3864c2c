import type { ByteString } from "../../engine/light.ts";

/** Whether a path is a folder or below it. */
export function isWithin(path: ByteString, folder: ByteString): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
