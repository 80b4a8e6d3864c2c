import { z } from "zod";
import { Plan, Preferences, Target } from "../../../shared/model/index.ts";

/** Which form of the file this program writes and reads. */
export const VERSION = 1;

/** What the user decided, as it is in the file. */
export const SettingsDocument = z
  .object({
    version: z.literal(VERSION),
    targets: z.array(Target).readonly(),
    plans: z.array(Plan).readonly(),
    /** Absent until something of it is changed. */
    preferences: Preferences.optional(),
  })
  .readonly();
export type SettingsDocument = z.infer<typeof SettingsDocument>;

export const NO_SETTINGS: SettingsDocument = { version: VERSION, targets: [], plans: [] };

/** What a text is: settings, settings of a later version, or neither, with the reason as the end of a sentence. */
export type Reading =
  | { readonly type: "settings"; readonly document: SettingsDocument }
  | { readonly type: "too-new"; readonly version: number }
  | { readonly type: "damaged"; readonly reason: string };

export function readDocument(text: string): Reading {
  if (text.trim() === "") return { type: "damaged", reason: "is empty" };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { type: "damaged", reason: "is not JSON" };
  }
  const head = z.object({ version: z.int() }).safeParse(value);
  if (head.success && head.data.version > VERSION) return { type: "too-new", version: head.data.version };
  const parsed = SettingsDocument.safeParse(value);
  if (parsed.success) return { type: "settings", document: parsed.data };
  const [issue] = parsed.error.issues;
  return { type: "damaged", reason: `has a fault at “${issue?.path.join(".") ?? ""}”: ${issue?.message ?? ""}` };
}

/** Lone surrogates in paths, which stand for bytes that are not UTF-8, are escaped and so survive. */
export function writeDocument(document: SettingsDocument): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
