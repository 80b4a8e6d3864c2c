import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { type BigIntStats, closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from "node:fs";

/** What is compared of a tree; each can be left out where a program is known not to keep it. */
export interface TreeFactsOptions {
  readonly extendedAttributes?: boolean;
  /** Folders get a new time whenever something in them is replaced. */
  readonly folderTimes?: boolean;
}

const SLASH = Buffer.from("/");

/**
 * Everything a backup must give back, a line an entry, in byte order: path, type, mode, owner, time in nanoseconds,
 * size, content, link target, device, which names are links to one file, extended attributes. Two trees are equal when
 * these are. Uses nothing of the engine.
 */
export function treeFacts(root: string, options: TreeFactsOptions = {}): string[] {
  const { extendedAttributes = true, folderTimes = true } = options;
  const lines: string[] = [];
  const firstNames = new Map<string, string>();
  visit(Buffer.from(root), Buffer.from("."));
  if (extendedAttributes) lines.push(...attributeLines(root));
  return lines;

  function visit(onDisk: Buffer, shown: Buffer): void {
    const stat = lstatSync(onDisk, { bigint: true });
    const key = `${stat.dev}:${stat.ino}`;
    const first = firstNames.get(key) ?? name(shown);
    if (!stat.isDirectory() && stat.nlink > 1n) firstNames.set(key, first);
    lines.push(`${name(shown)} ${facts(stat, onDisk, folderTimes)}${first === name(shown) ? "" : ` same as ${first}`}`);
    if (!stat.isDirectory()) return;
    const names = readdirSync(onDisk, { encoding: "buffer" }).sort(Buffer.compare);
    for (const entry of names) visit(Buffer.concat([onDisk, SLASH, entry]), Buffer.concat([shown, SLASH, entry]));
  }
}

function facts(stat: BigIntStats, path: Buffer, folderTimes: boolean): string {
  const mode = (Number(stat.mode) & 0o177777).toString(8);
  const time = stat.isDirectory() && !folderTimes ? "-" : String(stat.mtimeNs);
  const common = `${mode} ${stat.uid}:${stat.gid} ${stat.isSymbolicLink() ? "-" : time}`;
  if (stat.isFile()) return `${common} ${stat.size} ${contentHash(path)}`;
  if (stat.isSymbolicLink()) return `${common} -> ${name(readlinkSync(path, "buffer"))}`;
  if (stat.isBlockDevice() || stat.isCharacterDevice()) return `${common} device ${stat.rdev}`;
  return common;
}

/** Text where that is unambiguous, otherwise the bytes. */
function name(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  const isPlain = Buffer.from(text, "utf8").equals(bytes) && !/[\n\r]/.test(text);
  return isPlain ? text : `hex:${bytes.toString("hex")}`;
}

function contentHash(path: Buffer): string {
  const hash = createHash("sha256");
  const block = Buffer.alloc(1 << 20);
  const fd = openSync(path, "r");
  try {
    for (let read = readSync(fd, block); read > 0; read = readSync(fd, block)) hash.update(block.subarray(0, read));
  } finally {
    closeSync(fd);
  }
  return hash.digest("hex").slice(0, 16);
}

/** As getfattr prints them, sorted by file; nothing where that program is missing. */
function attributeLines(root: string): string[] {
  const { stdout, error } = spawnSync("getfattr", ["-R", "-P", "-h", "-d", "-m", "-", "-e", "hex", "."], {
    cwd: root,
    encoding: "latin1",
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) return [];
  return stdout
    .split("\n\n")
    .map((block) => block.split("\n").sort().join(" | "))
    .sort();
}
