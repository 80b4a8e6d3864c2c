import { countOf, localTime } from "../../../../shared/figures/index.ts";
import { type LockInfo, unlock } from "../../../engine/index.ts";
import type { CommandSpec, Context } from "../command.ts";
import { type Session, withRepository } from "../session.ts";

interface Options {
  readonly removeAll?: true;
}

export const unlockCommand: CommandSpec<Options> = {
  about:
    "Removes locks of processes of this computer that no longer run, and locks that nobody confirmed for half an hour.\n" +
    "Backups do this by themselves where it is certain. Locks in use stay, unless --remove-all is given.",
  examples: [
    { line: "unlock", says: "remove what was left behind" },
    { line: "unlock --remove-all", says: "remove every lock; only when nobody else uses the repository" },
  ],
  declare(command) {
    command.option("--remove-all", "remove locks in use as well, and those that cannot be read");
  },
  run: (context, _operands, { removeAll = false }) =>
    withRepository(context, (session) => run(context, session, removeAll)),
};

async function run({ output, signal }: Context, { open }: Session, removeAll: boolean): Promise<void> {
  const { storage, sealer, version } = open.repository;
  const removed = await unlock({ storage, sealer, version, signal }, removeAll);
  const count = removed.locks.length + removed.unreadable.length;
  if (output.json) output.data({ message_type: "summary", removed_locks: count });
  output.remark(count === 0 ? "There was no lock to remove." : `Removed ${countOf(count, "lock")}.`);
  for (const lock of removed.locks) output.detail(`  ${inWords(lock)}`);
}

function inWords({ hostname, username, pid, time }: LockInfo): string {
  return `of ${username || "somebody"} on ${hostname}, process ${pid}, last confirmed ${localTime(time)}`;
}
