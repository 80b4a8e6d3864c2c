/** A file system and where it is in the tree. */
export interface Mount {
  /** The device, such as `/dev/sda1`, or what a network or virtual file system is called. */
  readonly source: string;
  /** Raw bytes: it need not be text. */
  readonly path: Buffer;
  readonly type: string;
}

const NETWORK =
  /^(nfs\d?|cifs|smb3|smbfs|ncpfs|davfs|afs|ceph|9p2000|glusterfs|fuse\.(sshfs|rclone|davfs2?|s3fs|glusterfs|curlftpfs|goofys))$/;

/** What is on another machine. It may be slow, or not answer at all. */
export function isNetworkMount({ type, source }: Mount): boolean {
  return NETWORK.test(type) || source.startsWith("//");
}

/**
 * The lines of `/proc/self/mounts`, in their order: a later one hides an earlier one of the same path.
 *
 * @see fstab(5): blanks, tabs, line breaks and backslashes are written as three octal digits
 */
export function parseMounts(bytes: Uint8Array): readonly Mount[] {
  const lines = Buffer.from(bytes).toString("latin1").split("\n"); // one char code a byte
  return lines.flatMap((line) => {
    const [source, path, type] = line.split(" ").map(unescaped);
    if (source === undefined || path === undefined || type === undefined || !path.startsWith("/")) return [];
    return [{ source, path: Buffer.from(path, "latin1"), type }];
  });
}

function unescaped(field: string): string {
  return field.replaceAll(/\\([0-3][0-7]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

/** The mount that a path is on: the deepest one above it, and of those on the same path the last. */
export function mountOf(path: Uint8Array, mounts: readonly Mount[]): Mount | undefined {
  const text = Buffer.from(path).toString("latin1");
  let found: { readonly mount: Mount; readonly length: number } | undefined;
  for (const mount of mounts) {
    const top = mount.path.toString("latin1");
    const holds = text === top || text.startsWith(top.endsWith("/") ? top : `${top}/`);
    if (holds && top.length >= (found?.length ?? 0)) found = { mount, length: top.length };
  }
  return found?.mount;
}
