/** What the user decided. */
export { openSettings } from "./open-settings.ts";
export type { Settings } from "./settings.ts";
export type { SettingsLoss } from "./settings-file.ts";
