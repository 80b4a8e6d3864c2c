import {
  encodeNode,
  encodeSnapshot,
  jsonString,
  jsonStringOfBytes,
  quoteName,
  shortId,
  type TreeNode,
} from "../../format/index.ts";
import { type ByteString, baseName } from "../../names/index.ts";
import type { StoredSnapshot } from "../../repository/index.ts";
import { permissionsText } from "./long-form.ts";

/** A snapshot as the first line of restic's `ls --json`. */
export function snapshotLine(snapshot: StoredSnapshot): string {
  return `${snapshotJson(snapshot).slice(0, -1)},"message_type":"snapshot","struct_type":"snapshot"}`;
}

/** A snapshot as restic's `snapshots --json` tells it: as it is stored, and under which id. */
export function snapshotJson(snapshot: StoredSnapshot): string {
  const { id } = snapshot;
  return `${encodeSnapshot(snapshot).toString().slice(0, -1)},"id":"${id}","short_id":"${shortId(id)}"}`;
}

/** An entry as a line of restic's `ls --json`. */
export function nodeLine(path: ByteString, node: TreeNode): string {
  const { type, uid, gid, size, mode, mtime, atime, ctime, inode } = node;
  const head = `{"name":${jsonStringOfBytes(baseName(path))},"type":"${type}","path":${jsonStringOfBytes(path)},"uid":${uid},"gid":${gid}`;
  const sized = type === "file" ? `,"size":${size ?? 0}` : "";
  const times = `"mtime":"${mtime}","atime":"${atime}","ctime":"${ctime}"`;
  const permissions = `${mode === 0 ? "" : `,"mode":${mode}`},"permissions":"${permissionsText(mode)}"`;
  const number = inode ? `,"inode":${inode}` : "";
  return `${head}${sized}${permissions},${times}${number},"message_type":"node","struct_type":"node"}`;
}

/** An entry as one of the `matches` of restic's `find --json`: all of the node but its contents. */
export function matchJson(path: ByteString, node: TreeNode): string {
  const { subtree: _, extendedAttributes: __, genericAttributes: ___, device: ____, ...rest } = node;
  const encoded = encodeNode({ ...rest, content: null });
  const start = `{"name":${jsonString(quoteName(node.name))},`.length;
  const end = encoded.length - `,"content":null}`.length;
  const head = `{"path":${jsonStringOfBytes(path)},"permissions":"${permissionsText(node.mode)}"`;
  return `${head},${encoded.slice(start, end)}}`;
}
