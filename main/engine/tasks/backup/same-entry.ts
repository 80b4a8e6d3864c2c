import type { BigIntStats } from "node:fs";
import { formatTime, goMode, type PlainFields } from "../../format/index.ts";
import { system } from "../../system/index.ts";

/**
 * Whether an entry's stored text would be written again letter for letter. All that lstat tells is compared; what it does
 * not tell (extended attributes) cannot change without ctime.
 */
export function isSameEntry(stat: BigIntStats, plain: PlainFields): boolean {
  return hasSameNumbers(stat, plain) && hasSameTimes(stat, plain) && hasSameAccounts(plain);
}

function hasSameNumbers(stat: BigIntStats, plain: PlainFields): boolean {
  const isFile = plain.type === "file";
  return (
    Number(stat.ino) === plain.inode &&
    goMode(Number(stat.mode)) === plain.mode &&
    Number(stat.uid) === plain.uid &&
    Number(stat.gid) === plain.gid &&
    Number(stat.dev) === plain.deviceId &&
    (!isFile || (Number(stat.size) === plain.size && Number(stat.nlink) === plain.links))
  );
}

function hasSameTimes(stat: BigIntStats, { mtime, ctime }: PlainFields): boolean {
  if (formatTime(stat.mtimeNs) !== mtime) return false;
  return stat.ctimeNs === stat.mtimeNs ? ctime === mtime : formatTime(stat.ctimeNs) === ctime;
}

function hasSameAccounts({ uid, gid, user, group }: PlainFields): boolean {
  return system.userName(uid) === user && system.groupName(gid) === group;
}
