import { PASSPHRASE_BITS } from "../../agent/recovery/index.ts";
import type { OpenedSecrets } from "../../platform/index.ts";
import type { NewDefaultRepository } from "./default-repository.ts";
import type { Output } from "./output.ts";

/** Said whenever the only repository is on the computer that it protects. */
export const COPY_MISSING =
  "A copy on another disk or in the cloud is still missing: a loss of this computer would take the backup with it.";

/** Says that a repository was made, in the words of restic's `init` for programs. */
export function tellCreated(output: Output, id: string, location: string): void {
  if (output.json) output.data({ message_type: "initialized", id, repository: location });
  else output.note(`There was no repository at “${location}”, so a new one was made (${id.slice(0, 8)}).`);
}

/** Says all that the user must know of their new default repository. Never left out: the kit is the way back. */
export function tellDefaultCreated(output: Output, made: NewDefaultRepository, secrets: OpenedSecrets): void {
  const { id, location, recoveryKit } = made;
  if (output.json) {
    const more = { recovery_kit: recoveryKit, passphrase_kept_in: secrets.where, copies: 1 };
    output.data({ message_type: "initialized", id, repository: location, ...more });
    return;
  }
  output.alarm(
    [
      `No repository was named, so one of your own was made: ${location}`,
      `  Its passphrase (${PASSPHRASE_BITS} random bits) is kept in ${secrets.where}.`,
      `  Recovery kit: ${recoveryKit}`,
      "    Print it and keep it away from this computer: without the passphrase nobody can read the backup.",
      `  ${COPY_MISSING}`,
      "    Make one with “holdfast backup --repo FOLDER-ON-ANOTHER-DISK DIR”.",
    ].join("\n"),
  );
}
