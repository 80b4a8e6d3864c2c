import { parseTime, type TreeNode, unixPermissions } from "../../format/index.ts";
import { type ByteString, fromBuffer, fromText, toBuffer } from "../../names/index.ts";
import { aclText } from "./acl-text.ts";
import { type ExtendedRecords, recordsEntry, ustarHeader } from "./ustar.ts";

/** One entry of an archive, before its content. */
export interface TarEntry {
  /** Without a slash at its beginning or end. */
  readonly path: ByteString;
  readonly node: TreeNode;
  /** Bytes of content that follow. */
  readonly size: number;
  /** The path of an earlier entry that is the same file. */
  readonly hardLink?: ByteString;
}

const TYPE_LETTERS: Readonly<Record<TreeNode["type"], string | undefined>> = {
  file: "0",
  symlink: "2",
  chardev: "3",
  dev: "4",
  dir: "5",
  fifo: "6",
  socket: undefined, // tar has no letter for them
};
const HARD_LINK = "1";
const ASCII = /^[\0-\x7f]*$/;
const NS_PER_SECOND = 1_000_000_000n;
const MAX_NAME = 100;
const MAX_OWNER_NAME = 31;
const MAX_ID = 0o7777777;
const MAX_SIZE = 0o77777777777;

/** Whether an archive can hold entries of this type. */
export function isArchivable(type: TreeNode["type"]): boolean {
  return TYPE_LETTERS[type] !== undefined;
}

/**
 * The header of an entry in the POSIX form: a block that every tar reads, and before it, where that has no room, the
 * exact values: long or non-ASCII names, nanoseconds, large sizes and ids, extended attributes.
 *
 * @see POSIX.1-2017, pax, “ustar Interchange Format” and “pax Header Block”
 */
export function tarHeader(entry: TarEntry): Buffer {
  const { node, hardLink, size } = entry;
  const mtime = parseTime(node.mtime);
  const fields = {
    // A slash added to a byte string.
    name: (node.type === "dir" ? `${entry.path}/` : entry.path) as ByteString,
    mode: unixPermissions(node.mode),
    ...{ uid: node.uid, gid: node.gid, size },
    mtime: Number(floorDivide(mtime, NS_PER_SECOND)),
    type: hardLink === undefined ? (TYPE_LETTERS[node.type] ?? "0") : HARD_LINK,
    linkName: hardLink ?? node.linkTarget ?? fromText(""),
    userName: fromText(node.user ?? ""),
    groupName: fromText(node.group ?? ""),
    ...deviceNumbers(node.device ?? 0n),
  };
  const records = { ...recordsOf(fields, mtime), ...attributeRecords(node) };
  const header = ustarHeader(fields);
  return Object.keys(records).length === 0 ? header : Buffer.concat([recordsEntry(fields.name, records), header]);
}

type Fields = Parameters<typeof ustarHeader>[0];

function recordsOf(fields: Fields, mtime: bigint): ExtendedRecords {
  const texts = { path: fields.name, linkpath: fields.linkName, uname: fields.userName, gname: fields.groupName };
  const fits = (name: string, text: string) =>
    ASCII.test(text) && text.length <= (name.endsWith("path") ? MAX_NAME : MAX_OWNER_NAME);
  const long = Object.entries(texts).filter(([name, text]) => !fits(name, text));
  return {
    // Names that are not UTF-8 go in as they are: GNU tar complains about the record that would say so.
    ...Object.fromEntries(long),
    ...(fields.uid > MAX_ID ? { uid: fromText(`${fields.uid}`) } : {}),
    ...(fields.gid > MAX_ID ? { gid: fromText(`${fields.gid}`) } : {}),
    ...(fields.size > MAX_SIZE ? { size: fromText(`${fields.size}`) } : {}),
    ...(mtime % NS_PER_SECOND !== 0n || mtime < 0n ? { mtime: fromText(secondsText(mtime)) } : {}),
  };
}

function attributeRecords({ extendedAttributes = [] }: TreeNode): ExtendedRecords {
  const records: Record<string, ByteString> = {};
  for (const { name, value } of extendedAttributes) {
    const bytes = value ?? new Uint8Array();
    const acl = name.startsWith("system.posix_acl_") ? aclText(bytes) : undefined;
    if (acl === undefined) records[`SCHILY.xattr.${keyText(name)}`] = fromBuffer(bytes);
    else records[name.endsWith("access") ? "SCHILY.acl.access" : "SCHILY.acl.default"] = fromText(acl);
  }
  return records;
}

/** A key must not contain “=”; escaped as GNU tar does. */
function keyText(name: string): string {
  return toBuffer(fromText(name)).toString("latin1").replaceAll("%", "%25").replaceAll("=", "%3D");
}

function secondsText(ns: bigint): string {
  const [sign, absolute] = ns < 0n ? ["-", -ns] : ["", ns];
  const fraction = String(absolute % NS_PER_SECOND)
    .padStart(9, "0")
    .replace(/0+$/, "");
  return `${sign}${absolute / NS_PER_SECOND}${fraction === "" ? "" : `.${fraction}`}`;
}

function floorDivide(value: bigint, by: bigint): bigint {
  return value / by - (value < 0n && value % by !== 0n ? 1n : 0n);
}

/** Linux' packing of a device's two numbers. */
function deviceNumbers(device: bigint): { readonly major: number; readonly minor: number } {
  const major = ((device >> 8n) & 0xfffn) | ((device >> 32n) & 0xfffff000n);
  const minor = (device & 0xffn) | ((device >> 12n) & 0xffffff00n);
  return { major: Number(major), minor: Number(minor) };
}
