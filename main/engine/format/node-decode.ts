import { type ByteString, fromBuffer, fromText } from "../names/index.ts";
import { Fields } from "./fields.ts";
import { unquoteName } from "./go-quote.ts";
import type { BlobId } from "./ids.ts";
import { jsonOfValue } from "./json-parse.ts";
import type { NodeType } from "./mode.ts";
import type { ExtendedAttribute, TreeNode } from "./node.ts";
import { present } from "./present.ts";

const OBJECT = "folder list";
const MAX_UINT32 = 2 ** 32 - 1;
const TYPES: ReadonlySet<string> = new Set<NodeType>(["file", "dir", "symlink", "dev", "chardev", "fifo", "socket"]);

/** One node out of the parsed JSON of a tree. Fields it does not know are passed over. */
export function decodeNode(value: unknown): TreeNode {
  const fields = new Fields(OBJECT, value);
  return present({
    name: unquoteName(fields.text("name")),
    type: typeOf(fields),
    mode: fields.optionalCount("mode", MAX_UINT32) ?? 0,
    mtime: fields.time("mtime"),
    atime: fields.time("atime"),
    ctime: fields.time("ctime"),
    uid: fields.optionalCount("uid", MAX_UINT32) ?? 0,
    gid: fields.optionalCount("gid", MAX_UINT32) ?? 0,
    content: fields.optionalIds<BlobId>("content") ?? null,
    user: fields.optionalText("user"),
    group: fields.optionalText("group"),
    inode: fields.optionalUint64("inode"),
    deviceId: fields.optionalUint64("device_id"),
    size: fields.optionalCount("size"),
    links: fields.optionalCount("links"),
    linkTarget: linkTargetOf(fields),
    extendedAttributes: attributesOf(fields),
    genericAttributes: genericAttributesOf(fields),
    device: fields.optionalUint64("device"),
    subtree: fields.optionalId<BlobId>("subtree"),
  });
}

function typeOf(fields: Fields): NodeType {
  const type = fields.text("type");
  // TYPES holds exactly the members of NodeType.
  return TYPES.has(type) ? (type as NodeType) : fields.damaged("type", "is none that is known");
}

/** The raw form wins: it is written only where the target is not a text. */
function linkTargetOf(fields: Fields): ByteString | undefined {
  const raw = fields.optionalBytes("linktarget_raw");
  if (raw !== undefined && raw.length > 0) return fromBuffer(raw);
  const text = fields.optionalText("linktarget");
  return text === undefined ? undefined : fromText(text);
}

function attributesOf(fields: Fields): ExtendedAttribute[] | undefined {
  return fields.optionalList("extended_attributes")?.map((value) => {
    const attribute = new Fields(OBJECT, value);
    return { name: attribute.text("name"), value: attribute.optionalBytes("value") ?? null };
  });
}

/** Back to text, with the keys sorted as Go sorts those of a map. */
function genericAttributesOf(fields: Fields): string | undefined {
  const value = fields.raw("generic_attributes");
  if (value === undefined) return undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return fields.damaged("generic_attributes", "is not a JSON object");
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return undefined;
  entries.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return jsonOfValue(OBJECT, Object.fromEntries(entries));
}
