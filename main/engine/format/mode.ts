/** What an entry of a folder is, in restic's words: `dev` is a block device, `chardev` a character device. */
export type NodeType = "file" | "dir" | "symlink" | "dev" | "chardev" | "fifo" | "socket";

// st_mode as Unix has it.
const S_IFMT = 0o170000;
const TYPE_OF_FORMAT = new Map<number, NodeType>([
  [0o100000, "file"],
  [0o040000, "dir"],
  [0o120000, "symlink"],
  [0o060000, "dev"],
  [0o020000, "chardev"],
  [0o010000, "fifo"],
  [0o140000, "socket"],
]);
const S_ISUID = 0o4000;
const S_ISGID = 0o2000;
const S_ISVTX = 0o1000;

// Go's os.FileMode, which is what the format stores.
const GO_SETUID = 2 ** 23;
const GO_SETGID = 2 ** 22;
const GO_STICKY = 2 ** 20;
const GO_DEVICE = 2 ** 26;
const GO_TYPE_BITS: Readonly<Record<NodeType, number>> = {
  file: 0,
  dir: 2 ** 31,
  symlink: 2 ** 27,
  dev: GO_DEVICE,
  chardev: GO_DEVICE + 2 ** 21,
  fifo: 2 ** 25,
  socket: 2 ** 24,
};

/** The type of an entry from its st_mode; undefined for what the format cannot store. */
export function nodeTypeOf(unixMode: number): NodeType | undefined {
  return TYPE_OF_FORMAT.get(unixMode & S_IFMT);
}

/** The stored form of st_mode: permissions in the low nine bits, flags and type in bits of Go's own. */
export function goMode(unixMode: number): number {
  const type = nodeTypeOf(unixMode);
  // Sums, because bit 31 would make the result of `|` negative.
  return (
    (unixMode & 0o777) +
    (unixMode & S_ISUID ? GO_SETUID : 0) +
    (unixMode & S_ISGID ? GO_SETGID : 0) +
    (unixMode & S_ISVTX ? GO_STICKY : 0) +
    (type === undefined ? 0 : GO_TYPE_BITS[type])
  );
}

/** The bits that chmod takes (07777) out of a stored mode. */
export function unixPermissions(mode: number): number {
  return (
    (mode & 0o777) |
    (mode & GO_SETUID ? S_ISUID : 0) |
    (mode & GO_SETGID ? S_ISGID : 0) |
    (mode & GO_STICKY ? S_ISVTX : 0)
  );
}
