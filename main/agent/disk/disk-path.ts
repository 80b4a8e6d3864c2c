import type { PathText } from "../../../shared/model/index.ts";
import { type ByteString, fromPathText, toBuffer } from "../../engine/index.ts";
import { NameInvalid } from "./errors.ts";

/**
 * A path that came from outside in its one form: absolute, “/” between names, no “.” or “..” in it, nothing at its end.
 * At the top it is `/` or `C:/`.
 *
 * @throws {NameInvalid} it is not absolute, or has a NUL in it
 */
export function cleanPath(path: PathText, platform: NodeJS.Platform = process.platform): PathText {
  const text = platform === "win32" ? path.replaceAll("\\", "/") : path;
  const [top] = (platform === "win32" ? /^([A-Za-z]:\/|\/\/[^/]+\/[^/]+(\/|$))/ : /^\//).exec(text) ?? [];
  if (top === undefined || text.includes("\0")) throw new NameInvalid(path, "Give the whole path, from the top on.");
  const names: string[] = [];
  for (const name of text.slice(top.length).split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return (top.endsWith("/") ? top : `${top}/`) + names.join("/");
}

/** The folder that holds a clean path; undefined at the top. */
export function parentOf(path: PathText): PathText | undefined {
  if (path.endsWith("/")) return undefined;
  const end = path.lastIndexOf("/");
  const isTop = end === 0 || /^[A-Za-z]:$/.test(path.slice(0, end)) || /^\/\/[^/]+\/[^/]+$/.test(path.slice(0, end));
  return path.slice(0, isTop ? end + 1 : end);
}

/** @param name of an entry of the folder */
export function below(folder: PathText, name: PathText): PathText {
  return folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}

export function bytesBelow(folder: ByteString, name: ByteString): ByteString {
  return (folder.endsWith("/") ? folder + name : `${folder}/${name}`) as ByteString; // bytes, joined by a byte
}

/** A path as Node's calls take it. */
export function systemPath(path: PathText): Buffer {
  return toBuffer(fromPathText(path));
}

const WINDOWS_RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;

/** @throws {NameInvalid} it is no name for a new folder */
export function checkNewName(name: PathText, platform: NodeJS.Platform = process.platform): void {
  const refuse = (hint: string) => {
    throw new NameInvalid(name, hint);
  };
  if (name.trim() === "") refuse("Give it a name.");
  if (name === "." || name === "..") refuse("Choose another name: this one means a folder that is there.");
  if (/[/\0]/.test(name)) refuse("Choose a name without “/”.");
  if (fromPathText(name).length > 255) refuse("Choose a shorter name.");
  if (platform !== "win32") return;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Windows forbids exactly these
  if (/[<>:"\\|?*\x01-\x1f]/.test(name)) refuse('Choose a name without any of < > : " \\ | ? *');
  if (/[ .]$/.test(name)) refuse("Choose a name that does not end with a blank or a dot.");
  if (WINDOWS_RESERVED.test(name)) refuse("Choose another name: Windows keeps this one for itself.");
}
