export { changedTags, type TagChange } from "./changed-tags.ts";
export { type TaggedSnapshot, type TagOptions, type TagResult, tag } from "./tag.ts";
