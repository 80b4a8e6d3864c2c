import { lstatSync } from "node:fs";
import { parseTime, type TreeNode, unixPermissions } from "../format/index.ts";
import { type ByteString, toText } from "../names/index.ts";
import { errnoOf, longPaths, SystemCallFailed, system } from "../system/index.ts";
import type { FreshFile } from "./fresh-files.ts";

/** Whose a restored entry becomes: by the numbers in the snapshot, by the names as this system knows them, or left. */
export type OwnerRule = "ids" | "names" | "keep";

export interface MetadataOptions {
  /** By ids unless said otherwise. With "names", a name unknown here falls back to the number. */
  readonly owners?: OwnerRule;
}

/** A part of an entry's metadata that could not be restored. The content is there. Plain data. */
export interface MetadataProblem {
  readonly path: ByteString;
  readonly part: "owner" | "attributes" | "times" | "permissions";
  readonly message: string;
}

const SETUID_SETGID = 0o6000;
// Access rules that a new file takes from its folder count as attributes; others belong to the system.
const OURS_TO_REMOVE = /^(?:user\.|system\.posix_acl_)/;
const NO_SUCH = new Set(["ENODATA", "ENOATTR"]);

/** An entry as it is reached: by its path, or by an open file. */
interface Entry {
  readonly there: ByteString;
  /** undefined when it is gone. */
  owner(): { readonly uid: number; readonly gid: number } | undefined;
  readonly mayHaveAttributes: boolean;
  setOwner(uid: number, gid: number): void;
  setTimes(atimeNs: bigint, mtimeNs: bigint): void;
  setPermissions(permissions: number): void;
}

/** An entry that is reached by its path. */
export function entryAt(there: ByteString): Entry {
  return {
    ...{ there, mayHaveAttributes: true },
    owner: () => lstatSync(longPaths.reach(there), { throwIfNoEntry: false }),
    setOwner: (uid, gid) => system.setOwner(there, uid, gid),
    setTimes: (atimeNs, mtimeNs) => system.setTimes(there, atimeNs, mtimeNs),
    setPermissions: (permissions) => system.setPermissions(there, permissions),
  };
}

/** A new file that is still open: much fewer system calls, which is what small files cost. */
export function openEntry(fd: number, fresh: FreshFile, there: ByteString): Entry {
  return {
    ...{ there, mayHaveAttributes: fresh.hasAttributes },
    owner: () => fresh,
    setOwner: (uid, gid) => system.setOpenOwner(fd, there, uid, gid),
    setTimes: (atimeNs, mtimeNs) => system.setOpenTimes(fd, there, atimeNs, mtimeNs),
    setPermissions: (permissions) => system.setOpenPermissions(fd, there, permissions),
  };
}

/**
 * Gives an entry the metadata of its node: owner, extended attributes, times, and permissions last, since a change of
 * owner clears setuid and a read-only entry takes no attributes. Never follows a link.
 *
 * @param shown its path for messages
 * @returns what could not be done; nothing is thrown for it, as without root much of it is normal
 */
export function applyMetadata(
  entry: Entry,
  shown: ByteString,
  node: TreeNode,
  options: MetadataOptions,
): MetadataProblem[] {
  const problems: MetadataProblem[] = [];
  const attempt: Attempt = (part, detail, work) => {
    try {
      work();
      return true;
    } catch (error) {
      if (!(error instanceof SystemCallFailed)) throw error;
      problems.push({ path: shown, part, message: `${detail} of “${toText(shown)}” not restored (${error.errno}).` });
      return false;
    }
  };
  const isOwned = attempt("owner", "Owner", () => setOwner(entry, node, options.owners ?? "ids"));
  restoreAttributes(entry, node, attempt);
  attempt("times", "Times", () => entry.setTimes(parseTime(node.atime), parseTime(node.mtime)));
  if (node.type !== "symlink") {
    const permissions = unixPermissions(node.mode);
    // Running as its owner is a right that must not pass to another owner.
    const granted = isOwned ? permissions : permissions & ~SETUID_SETGID;
    attempt("permissions", "Permissions", () => entry.setPermissions(granted));
  }
  return problems;
}

function setOwner(entry: Entry, node: TreeNode, rule: OwnerRule): void {
  if (rule === "keep" || process.platform === "win32") return;
  const byName = rule === "names";
  const uid = (byName && node.user ? system.userId(node.user) : undefined) ?? node.uid;
  const gid = (byName && node.group ? system.groupId(node.group) : undefined) ?? node.gid;
  const now = entry.owner();
  // Asking for what is so already is refused to ordinary users on some file systems.
  if (now !== undefined && now.uid === uid && now.gid === gid) return;
  entry.setOwner(uid, gid);
}

type Attempt = (part: MetadataProblem["part"], detail: string, work: () => void) => boolean;

function restoreAttributes({ there, mayHaveAttributes }: Entry, node: TreeNode, attempt: Attempt): void {
  const wanted = node.extendedAttributes ?? [];
  attempt("attributes", "Extended attributes", () => {
    if (!mayHaveAttributes) return;
    for (const { name } of system.listExtendedAttributes(there, () => {})) {
      if (!OURS_TO_REMOVE.test(name) || wanted.some((attribute) => attribute.name === name)) continue;
      attempt("attributes", `Attribute “${name}”`, () => removeAttribute(there, name));
    }
  });
  for (const { name, value } of wanted) {
    attempt("attributes", `Attribute “${name}”`, () =>
      system.setExtendedAttribute(there, name, value ?? new Uint8Array(0)),
    );
  }
}

function removeAttribute(there: ByteString, name: string): void {
  try {
    system.removeExtendedAttribute(there, name);
  } catch (error) {
    if (!NO_SUCH.has(errnoOf(error))) throw error;
  }
}
