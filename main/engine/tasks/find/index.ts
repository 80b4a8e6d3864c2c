export { BadPattern, NotAnId, PacksNotFound } from "./errors.ts";
export { find } from "./find.ts";
export type {
  FindItem,
  FindOptions,
  FindQuery,
  FoundEntryItem,
  FoundObjectItem,
  StoredObjectItem,
} from "./model.ts";
