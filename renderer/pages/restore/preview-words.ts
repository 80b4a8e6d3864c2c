import { bytes, countOf } from "../../../shared/figures/index.ts";
import type { ExistingFiles, RestorePreview } from "../../../shared/model/index.ts";

/** What a restore would do, in sentences. */
export function previewSentences(preview: RestorePreview, rule: ExistingFiles): readonly string[] {
  const { files, bytes: size, folders, replaced, unchanged, skipped, problems } = preview;
  const writes =
    files > 0
      ? `Writes ${countOf(files, "file")} (${bytes(size)}).`
      : folders > 0 && unchanged + skipped === 0
        ? `Makes ${countOf(folders, "folder")}.`
        : "Writes nothing.";
  return [
    writes,
    ...(unchanged > 0 ? [`${countOf(unchanged, "file")} ${are(unchanged)} there already and the same.`] : []),
    ...(replaced > 0 ? [`${countOf(replaced, "existing file")} ${are(replaced)} replaced.`] : []),
    ...(skipped > 0 ? [`${countOf(skipped, "file")} ${are(skipped)} there and ${stays(skipped, rule)}.`] : []),
    ...(problems > 0 ? [`${countOf(problems, "entry", "entries")} cannot be restored.`] : []),
  ];
}

function are(many: number): string {
  return many === 1 ? "is" : "are";
}

function stays(many: number, rule: ExistingFiles): string {
  const stay = many === 1 ? "stays" : "stay";
  return rule === "replace-older"
    ? `${stay}, because what is there is newer`
    : `${stay} as ${many === 1 ? "it is" : "they are"}`;
}

/** How much too little room there is; undefined if there is enough, or nobody can tell. */
export function missingBytes({ bytes: size, freeBytes }: RestorePreview): number | undefined {
  return freeBytes !== undefined && freeBytes < size ? size - freeBytes : undefined;
}

/** The button: “Restore 12 files”. */
export function restoreVerb(preview: RestorePreview | undefined): string {
  if (preview === undefined) return "Restore";
  if (preview.files > 0) return `Restore ${countOf(preview.files, "file")}`;
  return preview.folders > 0 ? `Restore ${countOf(preview.folders, "folder")}` : "Restore";
}

/** Whether there is anything to do. */
export function isIdle({ files, folders, unchanged, skipped }: RestorePreview): boolean {
  return files === 0 && (folders === 0 || unchanged + skipped > 0);
}

/** What each rule means for files that are there. */
export const RULES: readonly { readonly rule: ExistingFiles; readonly name: string; readonly says: string }[] = [
  {
    rule: "replace-different",
    name: "Replace files that differ",
    says: "A file with other content than in the snapshot is overwritten, also if it is newer. What it holds now is gone.",
  },
  {
    rule: "replace-older",
    name: "Replace only older files",
    says: "A file that was changed after the snapshot stays as it is.",
  },
  { rule: "keep", name: "Keep my files", says: "Nothing that is there is touched. Only missing files are written." },
];
