import { bytes } from "../../shared/figures/index.ts";
import type { Inspection, PathText, Space, TargetKind } from "../../shared/model/index.ts";
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
  const place = `“${showPath(location)}”`;
  if (knownAs !== undefined) return { action: "use", targetId: knownAs, says: "This is one of your targets already." };
  switch (finding) {
    case "nothing":
      return { action: "create", location, says: `${NEW_PLACE[kind] ?? NEW_FOLDER}: ${showPath(location)}` };
    case "empty-folder":
      return { action: "create", location, says: `The backups go into this empty folder: ${showPath(location)}` };
    case "other-files":
      return suggested === undefined
        ? {
            action: "none",
            says: `${place} has other files in it.`,
            hint: "Choose an empty folder, or make a new one.",
          }
        : {
            action: "create",
            location: suggested,
            says: `The backups get a folder of their own: ${showPath(suggested)}`,
          };
    case "repository":
      return {
        ...{ action: "adopt", location, asksPassphrase: passphrase !== "kept" },
        says: adoptWords(location, passphrase !== "kept"),
      };
    case "not-a-folder":
      return { action: "none", says: `${place} is a file.`, hint: "Choose a folder." };
    case "not-writable":
      return {
        ...{ action: "none", says: `Nothing can be written to ${place}.` },
        hint: "Choose another folder, or give yourself the right to write there.",
      };
    case "unknown":
      return {
        ...{ action: "none", says: inspection.problem?.message ?? `Nobody can tell what is in ${place}.` },
        hint: inspection.problem?.hint ?? "Check the connection and look again.",
      };
  }
}

const NEW_FOLDER = "A new folder for the backups is made";
/** What has no folders, or hides them, as far as its users know. */
const NEW_PLACE: Readonly<Partial<Record<TargetKind, string>>> = {
  s3: "There are no backups yet. New ones go to",
  azure: "There are no backups yet. New ones go to",
  rest: "There are no backups yet. New ones go to",
};

function adoptWords(location: PathText, asksPassphrase: boolean): string {
  const there = `There are backups in ${showPath(location)} already. They are kept, and new ones are added to them.`;
  return asksPassphrase
    ? `${there} Their passphrase is needed.`
    : `${there} The passphrase kept on this computer opens them.`;
}

/** What to say against a place, without forbidding it. */
export function warningsOf(
  { isOnSystemVolume, space }: { readonly isOnSystemVolume: boolean; readonly space?: Space | undefined },
  chosenBytes: number,
): readonly string[] {
  const sameDisk =
    "This is on the same disk as your files. It protects you from deleting or spoiling a file, but not from losing the " +
    "disk or the computer. A drive that you can put away is better.";
  const tight =
    space !== undefined && space.freeBytes < chosenBytes
      ? `You chose ${bytes(chosenBytes)}, and ${bytes(space.freeBytes)} are free there. Backups are compressed, but this may not fit.`
      : undefined;
  return [...(isOnSystemVolume ? [sameDisk] : []), ...(tight === undefined ? [] : [tight])];
}
