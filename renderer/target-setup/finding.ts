import { bytes } from "../../shared/figures/index.ts";
import type { Inspection, PathText, Space, TargetKind } from "../../shared/model/index.ts";
import { say, sayFailure } from "../../shared/words/index.ts";
import { showPath } from "../components/index.ts";

/** What is to be done with a place so that backups can go there. */
export type Verdict =
  | { readonly action: "create"; readonly location: PathText; readonly says: string }
  | { readonly action: "adopt"; readonly location: PathText; readonly says: string; readonly asksPassphrase: boolean }
  | { readonly action: "use"; readonly targetId: NonNullable<Inspection["knownAs"]>; readonly says: string }
  | { readonly action: "none"; readonly says: string; readonly hint: string };

/** What an inspection means for who wants to back up there. */
export function verdictOf(inspection: Inspection): Verdict {
  const { location, kind, finding, suggested, knownAs, passphrase } = inspection;
  const place = showPath(location);
  if (knownAs !== undefined)
    return { action: "use", targetId: knownAs, says: say("This is one of your targets already.") };
  switch (finding) {
    case "nothing":
      return { action: "create", location, says: newWords(kind, showPath(location)) };
    case "empty-folder":
      return {
        action: "create",
        location,
        says: say("The backups go into this empty folder: {path}", { path: showPath(location) }),
      };
    case "other-files":
      return suggested === undefined
        ? {
            action: "none",
            says: say("“{place}” has other files in it.", { place }),
            hint: say("Choose an empty folder, or make a new one."),
          }
        : {
            action: "create",
            location: suggested,
            says: say("The backups get a folder of their own: {path}", { path: showPath(suggested) }),
          };
    case "repository":
      return {
        ...{ action: "adopt", location, asksPassphrase: passphrase !== "kept" },
        says: adoptWords(location, passphrase !== "kept"),
      };
    case "not-a-folder":
      return { action: "none", says: say("“{place}” is a file.", { place }), hint: say("Choose a folder.") };
    case "not-writable":
      return {
        ...{ action: "none", says: say("Nothing can be written to “{place}”.", { place }) },
        hint: say("Choose another folder, or give yourself the right to write there."),
      };
    case "unknown": {
      const known = inspection.problem && sayFailure(inspection.problem);
      return {
        ...{
          action: "none",
          says: known?.message ?? say("Nobody can tell what is in “{place}”.", { place }),
        },
        hint: known?.hint ?? say("Check the connection and look again."),
      };
    }
  }
}

/** What has no folders, or hides them, as far as its users know. */
const WITHOUT_FOLDERS: readonly TargetKind[] = ["s3", "azure", "rest"];

function newWords(kind: TargetKind, path: string): string {
  return WITHOUT_FOLDERS.includes(kind)
    ? say("There are no backups yet. New ones go to: {path}", { path })
    : say("A new folder for the backups is made: {path}", { path });
}

function adoptWords(location: PathText, asksPassphrase: boolean): string {
  const path = showPath(location);
  return asksPassphrase
    ? say(
        "There are backups in {path} already. They are kept, and new ones are added to them. Their passphrase is needed.",
        { path },
      )
    : say(
        "There are backups in {path} already. They are kept, and new ones are added to them. The passphrase kept on this computer opens them.",
        { path },
      );
}

/** What to say against a place, without forbidding it. */
export function warningsOf(
  { isOnSystemVolume, space }: { readonly isOnSystemVolume: boolean; readonly space?: Space | undefined },
  chosenBytes: number,
): readonly string[] {
  const sameDisk = say(
    "This is on the same disk as your files. It protects you from deleting or spoiling a file, but not from losing the disk or the computer. A drive that you can put away is better.",
  );
  const tight =
    space !== undefined && space.freeBytes < chosenBytes
      ? say("You chose {chosen}, and {free} are free there. Backups are compressed, but this may not fit.", {
          ...{ chosen: bytes(chosenBytes), free: bytes(space.freeBytes) },
        })
      : undefined;
  return [...(isOnSystemVolume ? [sameDisk] : []), ...(tight === undefined ? [] : [tight])];
}
