import { say, type Text, text } from "../../shared/words/index.ts";
import { showPath } from "../components/index.ts";

/** The keychains by the names that the agent has for them. */
const KEYCHAINS: Readonly<Record<string, Text>> = {
  "the macOS keychain": text("the macOS keychain"),
  "the Windows Credential Manager": text("the Windows Credential Manager"),
  "the desktop's keyring": text("the desktop's keyring"),
  "the GNOME keyring": text("the GNOME keyring"),
};

/** Where an agent keeps passphrases, as a part of a sentence after “in”, which other languages take into it. */
export function passphrasePlaceWords(place: string): string {
  const keychain = Object.hasOwn(KEYCHAINS, place) ? KEYCHAINS[place] : undefined;
  if (keychain !== undefined) return say(keychain);
  const [, folder] = /^the folder (.+)$/s.exec(place) ?? [];
  // Of another version of the agent: in its own words.
  return folder === undefined ? say("{place}", { place }) : say("the folder {folder}", { folder: showPath(folder) });
}
