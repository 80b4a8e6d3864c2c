import { bytes } from "../../shared/figures/index.ts";
import type { ExistingFiles, RestorePreview } from "../../shared/model/index.ts";
import { say, type Text, text } from "../../shared/words/index.ts";
import { showPath } from "../components/index.ts";

/** What a restore would do, in sentences. */
export function previewSentences(preview: RestorePreview, rule: ExistingFiles): readonly string[] {
  const { unchanged, problems } = preview;
  return [
    writesSentence(preview),
    ...(unchanged === 0
      ? []
      : [
          say("{count, plural, one {# file is} other {# files are}} there already and the same.", { count: unchanged }),
        ]),
    ...replacedSentences(preview),
    ...keptBothSentences(preview),
    ...skippedSentences(preview, rule),
    ...(problems === 0
      ? []
      : [say("{count, plural, one {# entry} other {# entries}} cannot be restored.", { count: problems })]),
  ];
}

function writesSentence({ files, bytes: size, folders, unchanged, skipped }: RestorePreview): string {
  if (files > 0)
    return say("Writes {files, plural, one {# file} other {# files}} ({size}).", { files, size: bytes(size) });
  if (folders > 0 && unchanged + skipped === 0)
    return say("Makes {count, plural, one {# folder} other {# folders}}.", { count: folders });
  return say("Writes nothing.");
}

function replacedSentences({ replaced, replacedNewer }: RestorePreview): readonly string[] {
  if (replaced === 0) return [];
  const all = say("{count, plural, one {# existing file is} other {# existing files are}} replaced.", {
    count: replaced,
  });
  if (replacedNewer === 0) return [all];
  const newer =
    replacedNewer === replaced
      ? say("{count, plural, one {It is} other {They are}} newer than the backup, and lost.", { count: replaced })
      : say("{count, plural, one {# of them is} other {# of them are}} newer than the backup, and lost.", {
          count: replacedNewer,
        });
  return [all, newer];
}

function keptBothSentences({ keptBoth, conflicts }: RestorePreview): readonly string[] {
  const newName = conflicts.find((conflict) => conflict.newName !== undefined)?.newName;
  if (keptBoth === 0 || newName === undefined) return [];
  const name = showPath(newName);
  if (keptBoth === 1) return [say("1 file differs and stays; what comes back goes beside it, as “{name}”.", { name })];
  return [
    say("{count, number} files differ and stay; what comes back goes beside them, the first as “{name}”.", {
      ...{ count: keptBoth, name },
    }),
  ];
}

function skippedSentences({ skipped: count }: RestorePreview, rule: ExistingFiles): readonly string[] {
  if (count === 0) return [];
  if (rule === "replace-older")
    return [
      say(
        "{count, plural, one {# file is there and stays} other {# files are there and stay}}, because what is there is not older.",
        { count },
      ),
    ];
  return [
    say("{count, plural, one {# file is there and stays as it is} other {# files are there and stay as they are}}.", {
      count,
    }),
  ];
}

/** What it takes and what there is: “Needs 18 MB; 212 GB are free there.” Undefined where nobody can tell. */
export function roomSentence({ bytesToWrite, freeBytes }: RestorePreview): string | undefined {
  if (freeBytes === undefined || bytesToWrite === 0) return undefined;
  return say("Needs {size}; {free} are free there.", { size: bytes(bytesToWrite), free: bytes(freeBytes) });
}

/** How much too little room there is; undefined if there is enough, or nobody can tell. */
export function missingBytes({ bytesToWrite, freeBytes }: RestorePreview): number | undefined {
  return freeBytes !== undefined && freeBytes < bytesToWrite ? bytesToWrite - freeBytes : undefined;
}

/** The button: “Restore 12 files”. */
export function restoreVerb(preview: RestorePreview | undefined): string {
  const { files = 0, folders = 0 } = preview ?? {};
  if (files > 0) return say("Restore {files, plural, one {# file} other {# files}}", { files });
  return folders > 0
    ? say("Restore {count, plural, one {# folder} other {# folders}}", { count: folders })
    : say("Restore");
}

/** Whether there is anything to do. */
export function isIdle({ files, folders, unchanged, skipped }: RestorePreview): boolean {
  return files === 0 && (folders === 0 || unchanged + skipped > 0);
}

/** What each rule means for files that are there. */
export const RULES: readonly { readonly rule: ExistingFiles; readonly name: Text; readonly says: Text }[] = [
  {
    rule: "replace-different",
    name: text("Replace files that differ"),
    says: text(
      "A file with other content than in the snapshot is overwritten, also if it is newer. What it holds now is gone.",
    ),
  },
  {
    rule: "replace-older",
    name: text("Replace only older files"),
    says: text("A file that was changed after the snapshot’s stays as it is."),
  },
  {
    rule: "keep-both",
    name: text("Keep both"),
    says: text(
      "A file that differs stays as it is. What comes back gets a name beside it, with the time of the backup.",
    ),
  },
  {
    rule: "keep",
    name: text("Keep my files"),
    says: text("Nothing that is there is touched. Only missing files are written."),
  },
];
