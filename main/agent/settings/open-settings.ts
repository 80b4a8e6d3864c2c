import { Settings } from "./settings.ts";
import { SettingsFile, type SettingsLoss } from "./settings-file.ts";

export interface OpenedSettings {
  readonly settings: Settings;
  /** There were some that could not be read: they were set aside, and the version before them taken if there is one. */
  readonly loss?: SettingsLoss;
}

/**
 * Reads the settings; without a file there are none yet.
 *
 * @throws {SettingsTooNew} a later version wrote them @throws {SettingsUnreadable} no permission, a broken disk
 */
export async function openSettings(path: string, now: () => number = Date.now): Promise<OpenedSettings> {
  const file = new SettingsFile(path, now);
  const { document, loss } = await file.load();
  const settings = new Settings(file, document);
  return loss === undefined ? { settings } : { settings, loss };
}
