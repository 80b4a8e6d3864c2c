import { type ByteString, joinPath } from "../../names/index.ts";

/** @param folder relative to the target; "" for the target itself */
export function entryPath(folder: ByteString, name: ByteString): ByteString {
  return folder === "" ? name : joinPath(folder, name);
}
