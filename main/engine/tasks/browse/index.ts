export type { FolderEntry, FolderOrder, FolderPage, FolderQuery, ReadFolderOptions } from "./model.ts";
export { readFolder } from "./read-folder.ts";
