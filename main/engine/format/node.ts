import { type ByteString, isUtf8, toBuffer } from "../names/index.ts";
import { quoteName } from "./go-quote.ts";
import type { BlobId } from "./ids.ts";
import { jsonString, jsonStringOfBytes } from "./json-text.ts";
import type { NodeType } from "./mode.ts";
import type { TimeText } from "./time.ts";

/** An extended attribute; restic writes a null value where the system gave none. */
export interface ExtendedAttribute {
  readonly name: string;
  readonly value: Uint8Array | null;
}

/**
 * One entry of a folder as a tree stores it. What is undefined, zero or empty is left out of the stored form, except
 * `uid`, `gid` and `content`.
 */
export interface TreeNode {
  readonly name: ByteString;
  readonly type: NodeType;
  /** Permissions and flags as Go has them; see goMode and unixPermissions. */
  readonly mode: number;
  readonly mtime: TimeText;
  readonly atime: TimeText;
  readonly ctime: TimeText;
  readonly uid: number;
  readonly gid: number;
  readonly user?: string;
  readonly group?: string;
  readonly inode?: bigint;
  readonly deviceId?: bigint;
  /** Bytes; files only. */
  readonly size?: number;
  /** How many names the entry has; not for folders. */
  readonly links?: number;
  readonly linkTarget?: ByteString;
  readonly extendedAttributes?: readonly ExtendedAttribute[];
  /** What Windows keeps beside these fields: a JSON object as text, keys sorted. */
  readonly genericAttributes?: string;
  /** st_rdev of a device. */
  readonly device?: bigint;
  /** Data blobs of a file in order, empty for an empty file; null for everything else. */
  readonly content: readonly BlobId[] | null;
  /** Tree blob of a folder. */
  readonly subtree?: BlobId;
}

/**
 * The exact JSON of one node, as restic would write it. A different byte would be read all the same, but would give
 * the folder another id, and a later `rewrite` would refuse it.
 */
export function encodeNode(node: TreeNode): string {
  const name = jsonString(quoteName(node.name));
  const mode = node.mode === 0 ? "" : `,"mode":${node.mode}`;
  let json = `{"name":${name},"type":"${node.type}"${mode},"mtime":"${node.mtime}","atime":"${node.atime}"`;
  json += `,"ctime":"${node.ctime}","uid":${node.uid},"gid":${node.gid}`;
  if (node.user) json += `,"user":${jsonString(node.user)}`;
  if (node.group) json += `,"group":${jsonString(node.group)}`;
  if (node.inode) json += `,"inode":${node.inode}`;
  if (node.deviceId) json += `,"device_id":${node.deviceId}`;
  if (node.size) json += `,"size":${node.size}`;
  if (node.links) json += `,"links":${node.links}`;
  if (node.linkTarget) json += linkTargetFields(node.linkTarget);
  if (node.extendedAttributes?.length) json += attributesField(node.extendedAttributes);
  if (node.genericAttributes) json += `,"generic_attributes":${node.genericAttributes}`;
  if (node.device) json += `,"device":${node.device}`;
  json += `,"content":${contentValue(node.content)}`;
  return node.subtree === undefined ? `${json}}` : `${json},"subtree":"${node.subtree}"}`;
}

function linkTargetFields(target: ByteString): string {
  const field = `,"linktarget":${jsonStringOfBytes(target)}`;
  return isUtf8(target) ? field : `${field},"linktarget_raw":"${toBuffer(target).toString("base64")}"`;
}

function attributesField(attributes: readonly ExtendedAttribute[]): string {
  const items = attributes.map(({ name, value }) => {
    return `{"name":${jsonString(name)},"value":${value === null ? "null" : `"${base64(value)}"`}}`;
  });
  return `,"extended_attributes":[${items.join(",")}]`;
}

function contentValue(content: readonly BlobId[] | null): string {
  if (content === null) return "null";
  return content.length === 0 ? "[]" : `["${content.join('","')}"]`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
