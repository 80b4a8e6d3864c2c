import { Fields } from "./fields.ts";
import { parseJson } from "./json-parse.ts";
import { jsonObject, orNothing } from "./json-write.ts";
import { present } from "./present.ts";
import type { TimeText } from "./time.ts";

/** Says that a process works on the repository. */
export interface LockFile {
  /** When it was last refreshed. */
  readonly time: TimeText;
  readonly exclusive: boolean;
  readonly hostname: string;
  readonly username: string;
  readonly pid: number;
  readonly uid?: number;
  readonly gid?: number;
}

const OBJECT = "lock";

export function encodeLockFile(lock: LockFile): Buffer {
  const { time, exclusive, hostname, username, pid } = lock;
  const [uid, gid] = [orNothing(lock.uid), orNothing(lock.gid)];
  return Buffer.from(jsonObject({ time, exclusive, hostname, username, pid, uid, gid }), "utf8");
}

/** @throws {DamagedObject} not a lock */
export function decodeLockFile(bytes: Uint8Array): LockFile {
  const fields = new Fields(OBJECT, parseJson(OBJECT, bytes));
  return {
    time: fields.time("time"),
    exclusive: fields.flag("exclusive"),
    hostname: fields.optionalText("hostname") ?? "",
    username: fields.optionalText("username") ?? "",
    pid: fields.optionalCount("pid") ?? 0,
    ...present({ uid: fields.optionalCount("uid"), gid: fields.optionalCount("gid") }),
  };
}
