export { PathNotAbsolute } from "./errors.ts";
export { matchJson, nodeLine, snapshotLine } from "./json-lines.ts";
export { type ListItem, type ListOptions, list } from "./list.ts";
export { longLine, permissionsText } from "./long-form.ts";
