/** What is to become of a snapshot's tags: all of them replaced, or some added and then some taken away. */
export type TagChange =
  | { readonly set: readonly string[] }
  | { readonly add?: readonly string[]; readonly remove?: readonly string[] };

/**
 * The tags after a change, each once, in their order; new ones at the end. As in restic what is both added and removed
 * is removed.
 *
 * @returns undefined if nothing changes; restic makes a new snapshot all the same when tags are set to what they are
 */
export function changedTags(tags: readonly string[], change: TagChange): readonly string[] | undefined {
  const after = "set" in change ? [...new Set(change.set)] : addedAndRemoved(tags, change);
  const isSame = after.length === tags.length && after.every((tag, place) => tag === tags[place]);
  return isSame ? undefined : after;
}

function addedAndRemoved(
  tags: readonly string[],
  { add = [], remove = [] }: Exclude<TagChange, { readonly set: readonly string[] }>,
): readonly string[] {
  const added = [...new Set(add)].filter((tag) => !tags.includes(tag));
  return [...tags, ...added].filter((tag) => !remove.includes(tag));
}
