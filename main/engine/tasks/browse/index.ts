export { COLUMN_TYPES, type FolderColumns } from "./folder-columns.ts";
export type { FolderEntry, FolderOrder, FolderPage, FolderQuery, ReadFolderOptions } from "./model.ts";
export { type ReadColumnsOptions, readColumns } from "./read-columns.ts";
export { readFolder } from "./read-folder.ts";
