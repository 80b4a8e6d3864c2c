import { parseTime, type TreeNode } from "../../format/index.ts";
import { type ByteString, fromText } from "../../names/index.ts";

/** Bit 31 downwards; the first three letters are the ones people know, the others Go's. */
const FLAG_LETTERS = "dalTLDpSugct?";
const PERMISSION_LETTERS = "rwxrwxrwx";

/** A stored mode as restic shows it, such as `drwxr-xr-x` or `urwxr-xr-x` for a file with setuid. */
export function permissionsText(mode: number): string {
  const flags = [...FLAG_LETTERS].filter((_, place) => hasBit(mode, 31 - place)).join("");
  const permissions = [...PERMISSION_LETTERS].map((letter, place) => (hasBit(mode, 8 - place) ? letter : "-"));
  return (flags || "-") + permissions.join("");
}

/** An entry as `ls -l` shows it in restic: mode, owner, group, size, local time, path and the target of a link. */
export function longLine(path: ByteString, node: TreeNode): ByteString {
  const { uid, gid, size = 0, mode, mtime, linkTarget } = node;
  const numbers = `${column(uid, 5)} ${column(gid, 5)} ${column(size, 6)}`;
  const head = fromText(`${permissionsText(mode)} ${numbers} ${localTime(parseTime(mtime))} `);
  // Byte strings put together.
  return `${head}${path}${node.type === "symlink" ? ` -> ${linkTarget ?? ""}` : ""}` as ByteString;
}

function hasBit(mode: number, bit: number): boolean {
  return (mode & (1 << bit)) !== 0;
}

function column(value: number, width: number): string {
  return String(value).padStart(width);
}

function localTime(epochNs: bigint): string {
  const date = new Date(Number(epochNs / 1_000_000n - (epochNs < 0n && epochNs % 1_000_000n !== 0n ? 1n : 0n)));
  const two = (value: number) => String(value).padStart(2, "0");
  const day = [String(date.getFullYear()).padStart(4, "0"), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day} ${[two(date.getHours()), two(date.getMinutes()), two(date.getSeconds())].join(":")}`;
}
