import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { FOLDER_KINDS, localPlace, USUAL_NAMES, type UserPlace } from "./user-place.ts";

/**
 * Asks Windows for the user's folders, which may have been moved (OneDrive does), and for drives. A line each: `documents=C:\…`,
 * `drive=D:\|Removable|Blue`. As UTF-8, because the console's own code page has not all characters.
 */
const SCRIPT = `
[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
@{desktop='Desktop';documents='MyDocuments';pictures='MyPictures';music='MyMusic';videos='MyVideos'}.GetEnumerator() |
  ForEach-Object { $_.Key + '=' + [Environment]::GetFolderPath($_.Value) }
$shell = Get-ItemProperty 'HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders'
'downloads=' + $shell.'{374DE290-123F-4565-9164-39C4925E467B}'
[IO.DriveInfo]::GetDrives() | ForEach-Object {
  if ($_.DriveType -eq 'Network') { 'drive=' + $_.Name + '|Network|' }
  elseif ($_.IsReady) { 'drive=' + $_.Name + '|' + $_.DriveType + '|' + $_.VolumeLabel } }`;

const PATIENCE_MS = 10_000;

/** The user's folders and the drives. What is not there is in it too. */
export async function windowsPlaces(home: string): Promise<readonly UserPlace[]> {
  const answer = await askPowerShell();
  const places = answer === undefined ? [] : parseAnswer(answer);
  const known = new Set(places.map(({ kind }) => kind));
  const others = FOLDER_KINDS.filter((kind) => !known.has(kind)).map((kind) =>
    localPlace(`${slashes(home)}/${USUAL_NAMES[kind]}`, USUAL_NAMES[kind], kind),
  );
  const drives = known.has("drive") ? [] : await lettersInUse();
  return [localPlace(slashes(home), "Home", "home"), ...inOrder([...places, ...others]), ...drives];
}

/** @param text what {@link SCRIPT} prints */
export function parseAnswer(text: string): readonly UserPlace[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, key = "", value = ""] = /^([a-z]+)=(.+)$/.exec(line) ?? [];
    if (key === "drive") return parseDrive(value);
    const kind = FOLDER_KINDS.find((name) => name === key);
    return kind === undefined || !/^([A-Za-z]:|\\\\)\\/.test(value)
      ? []
      : [localPlace(slashes(value), USUAL_NAMES[kind], kind)];
  });
}

function parseDrive(value: string): readonly UserPlace[] {
  const [, letter, type, label = ""] = /^([A-Z]:)\\\|([A-Za-z]+)\|(.*)$/.exec(value) ?? [];
  if (letter === undefined || type === undefined || type === "CDRom") return [];
  const isNetwork = type === "Network";
  const usual = isNetwork ? "Network drive" : type === "Removable" ? "Drive" : "Local disk";
  return [{ ...localPlace(`${letter}/`, `${label === "" ? usual : label} (${letter})`, "drive"), isNetwork }];
}

function inOrder(places: readonly UserPlace[]): readonly UserPlace[] {
  const order: readonly UserPlace["kind"][] = [...FOLDER_KINDS, "drive"];
  return places.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

async function lettersInUse(): Promise<readonly UserPlace[]> {
  const letters = [..."CDEFGHIJKLMNOPQRSTUVWXYZ"];
  const found = await Promise.all(
    letters.map((letter) =>
      stat(`${letter}:/`).then(
        () => [letter],
        () => [],
      ),
    ),
  );
  return found.flat().map((letter) => localPlace(`${letter}:/`, `Drive (${letter}:)`, "drive"));
}

function askPowerShell(): Promise<string | undefined> {
  const args = ["-NoProfile", "-NonInteractive", "-EncodedCommand", Buffer.from(SCRIPT, "utf16le").toString("base64")];
  return new Promise((resolve) => {
    execFile("powershell.exe", args, { timeout: PATIENCE_MS, windowsHide: true, encoding: "utf8" }, (error, stdout) =>
      resolve(error === null ? stdout : undefined),
    );
  });
}

function slashes(path: string): string {
  return path.replaceAll("\\", "/");
}
