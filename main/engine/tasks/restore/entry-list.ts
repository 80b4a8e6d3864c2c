/** Blobs as numbers in the shared table. Most files have one or two, for which a typed array would be the larger part. */
export type EntryList = readonly number[] | Int32Array;

const MOST_IN_PLAIN_LIST = 16;

/** A list to be filled. @param length from a node, whose size is bounded */
export function newEntryList(length: number): number[] | Int32Array {
  return length > MOST_IN_PLAIN_LIST ? new Int32Array(length) : new Array<number>(length).fill(0);
}
