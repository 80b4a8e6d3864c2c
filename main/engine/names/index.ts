export { type ByteString, compareBytes, fromBuffer, fromText, isUtf8, toBuffer, toText } from "./byte-string.ts";
export { baseName, joinPath, parentPath } from "./path.ts";
export { fromPathText, toPathText } from "./path-text.ts";
