/** What the user decided. */
export { SettingsNotSaved, SettingsTooNew, SettingsUnreadable } from "./errors.ts";
export { type OpenedSettings, openSettings } from "./open-settings.ts";
export { Settings } from "./settings.ts";
export type { SettingsLoss } from "./settings-file.ts";
