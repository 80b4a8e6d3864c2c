import type { BlobId } from "./ids.ts";

/** How every tree begins that restic or this program wrote. */
export const TREE_HEAD = '{"nodes":[';

const ID_LENGTH = 64;
/** From one id of a list to the next: two quotes and a comma between them. */
const ID_STEP = ID_LENGTH + 3;
const QUOTE = 0x22;

/** What may stand in a node's fields, as parts of a regular expression without groups. */
export interface FieldPatterns {
  readonly type: string;
  /** Names, users, groups. */
  readonly text: string;
  /** Modes, users' and groups' ids. */
  readonly count: string;
  /** Inodes and devices. */
  readonly uint64: string;
  readonly size: string;
  readonly links: string;
  readonly time: string;
  /** In place of `time` where access times need to be something else. */
  readonly atime?: string;
  /** A field that may come before the content, whole and with one group. */
  readonly further: string;
}

/**
 * An expression for one node as it is written: the fields in the order in which `encodeNode` has them.
 *
 * Its groups: 1 name, 2 type, 3 mode, 4 mtime, 5 atime, 6 ctime, 7 uid, 8 gid, 9 user, 10 group, 11 inode, 12 device_id,
 * 13 size, 14 links, 15 of the further field, 16 content (`null` or a list, for `idsOf` to look at), 17 subtree.
 */
export function nodePattern(of: FieldPatterns): RegExp {
  const optional = (key: string, value: string): string => `(?:,"${key}":(${value}))?`;
  const optionalText = (key: string): string => `(?:,"${key}":"(${of.text})")?`;
  const parts = [
    `\\{"name":"(${of.text})","type":"(${of.type})"${optional("mode", of.count)}`,
    `,"mtime":"(${of.time})","atime":"(${of.atime ?? of.time})","ctime":"(${of.time})"`,
    `,"uid":(${of.count}),"gid":(${of.count})${optionalText("user")}${optionalText("group")}`,
    optional("inode", of.uint64) + optional("device_id", of.uint64) + optional("size", of.size),
    `${optional("links", of.links)}(?:${of.further})?`,
    // No group in the list: a match would go a step deeper for each id of a file, and a file may have a million.
    `,"content":(null|\\[[0-9a-f",]*\\])(?:,"subtree":"([0-9a-f]{64})")?\\}`,
  ];
  return new RegExp(parts.join(""), "y");
}

/**
 * The ids in a list: in quotes, with commas between, in brackets.
 *
 * @param list content as `nodePattern` takes it, so no other characters are in it
 * @returns undefined if they stand there in another way
 */
export function idsOf(list: string): BlobId[] | undefined {
  const ids: BlobId[] = [];
  if (list === "[]") return ids;
  const end = list.length - 1;
  for (let at = 1; at < list.length; at += ID_STEP) {
    const close = at + ID_STEP - 2;
    const hasQuotes = list.charCodeAt(at) === QUOTE && list.indexOf('"', at + 1) === close;
    // The next comma, or none at all behind the last.
    if (!hasQuotes || list.indexOf(",", at + 1) !== (close + 1 === end ? -1 : close + 1)) return undefined;
    ids.push(list.slice(at + 1, close) as BlobId); // 64 hex digits, as nothing else is left
    if (close + 1 === end) return ids;
  }
  return undefined;
}
