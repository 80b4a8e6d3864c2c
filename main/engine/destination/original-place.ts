import type { ByteString } from "../names/index.ts";

/**
 * Where an absolute path of a snapshot lives on this system's disks: on Windows `/C/Users` is `C:/Users`, since snapshots
 * name volumes without their colon; elsewhere it is the path itself. The root, which is above all volumes, stays `/`.
 */
export function originalPlace(path: ByteString, platform: NodeJS.Platform = process.platform): ByteString {
  if (platform !== "win32") return path;
  // Pieces of a byte string and ASCII.
  return path.replace(/^\/([A-Za-z])(?:\/|$)/, "$1:/") as ByteString;
}
