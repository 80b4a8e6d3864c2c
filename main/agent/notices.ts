import { countOf } from "../../shared/figures/index.ts";
import type { Moment, Notice, TargetId } from "../../shared/model/index.ts";
import type { CatalogLoss } from "./catalog/index.ts";
import type { SettingsLoss } from "./settings/index.ts";

const BACKUPS_STAY = "The backups themselves are untouched.";
const READ_AGAIN = "The history is read again from each target, as soon as it is connected.";

/** The history is not what it was. @param loss what became of the old one; without it there simply was none */
export function catalogLost(at: Moment, loss: CatalogLoss | undefined): Notice {
  const what = loss === undefined ? "was gone" : "could not be read and was set aside";
  const where = loss === undefined ? "" : ` The old file is “${loss.setAside}”: it ${loss.reason}.`;
  return {
    ...{ id: "catalog-lost", at, level: "warning" },
    message: `The history of your backups ${what}. A new one was begun.`,
    hint: `${BACKUPS_STAY} ${READ_AGAIN}${where}`,
  };
}

/** The settings are not what they were. */
export function settingsLost(at: Moment, { usedPrevious, setAside, reason }: SettingsLoss): Notice {
  const where = setAside === undefined ? "" : ` The damaged file is “${setAside}”: it ${reason}.`;
  return {
    ...{ id: "settings-lost", at, level: "warning" },
    message: usedPrevious
      ? "Your settings could not be read. The version before the last change is in use."
      : "Your settings could not be read, so there are no plans and no targets.",
    hint: usedPrevious
      ? `Look through your plans and targets.${where}`
      : `${BACKUPS_STAY} Add their folders as targets again, and make the plans anew.${where}`,
  };
}

/** Runs were read again from a target's snapshots. */
export function historyRebuilt(
  at: Moment,
  target: { readonly id: TargetId; readonly name: string },
  runs: number,
): Notice {
  return {
    ...{ id: `history-rebuilt-${target.id}`, at, level: "info" },
    message: `The history of “${target.name}” was read again from its snapshots: ${countOf(runs, "backup")}.`,
    hint: "What snapshots do not tell is lost: logs and warnings, and runs that failed, checked or restored.",
  };
}

/** Said once: whoever can read the user's files can read the passphrases too. @param where a file, in words */
export function noKeychain(at: Moment, where: string): Notice {
  return {
    ...{ id: "no-keychain", at, level: "info" },
    message: `This computer has no keychain that Holdfast can use. Passphrases are kept in ${where}.`,
    hint: "Only your own user can read it. To keep them in a keychain, install one, such as GNOME Keyring, and start Holdfast again.",
  };
}
