import { posix } from "node:path";
import { targetType } from "../../../../shared/targets/index.ts";
import { LocationInvalid } from "../errors.ts";
import type { ParsedLocation } from "../target.ts";

/** What a location says of a folder on another computer. */
export interface SftpPlace {
  /** A name, an address, or a `Host` of the user's SSH settings. IPv6 addresses without brackets. */
  readonly host: string;
  readonly port?: number;
  readonly user?: string;
  /** Absolute, or from the folder the server begins in, which mostly is the user's own; `.` for that itself. */
  readonly folder: string;
}

const AUTHORITY = /^(?:\[([0-9a-fA-F:.]+(?:%[\w.%-]+)?)\]|([^\s:[\]]+))(?::([0-9]*))?$/;

/** Takes apart what stock restic takes: `sftp:user@host:path` and `sftp://user@host:port/path`. @throws {LocationInvalid} */
export function parseSftp(location: string): ParsedLocation<SftpPlace> | undefined {
  if (!/^sftp:/i.test(location)) return undefined;
  return /^sftp:\/\//i.test(location) ? parseUrl(location) : parseShort(location);
}

/** `//` before the path makes it absolute; percent signs stand for what a URL cannot hold. */
function parseUrl(location: string): ParsedLocation<SftpPlace> {
  const clean = withoutPassword(location);
  const [, authority = "", path] = /^sftp:\/\/([^/]*)(?:\/(.*))?$/is.exec(location) ?? [];
  if (path === undefined) throw invalid(clean, "it names no folder");
  if (/[?#]/.test(path)) throw invalid(clean, "a ? or # in a folder's name is written %3F or %23 there");
  const at = authority.lastIndexOf("@");
  const [name = "", ...rest] = authority.slice(0, Math.max(at, 0)).split(":");
  const { host, port } = hostOf(authority.slice(at + 1), clean);
  const user = decoded(name, clean);
  const folder = folderOf(decoded(path, clean), clean);
  const options = { host, folder, ...(port !== undefined && { port }), ...(user !== "" && { user }) };
  const access = rest.length === 0 ? {} : { password: decoded(rest.join(":"), clean) };
  const shown = `sftp://${name === "" ? "" : `${name}@`}${authority.slice(at + 1)}/${path}`;
  return { options, location: shown, access };
}

/** What comes after the host's colon is the folder as it is. A user's name may have an `@` in it. */
function parseShort(location: string): ParsedLocation<SftpPlace> {
  const [, user, bracketed, plain = "", path] =
    /^sftp:(?:([^:]*)@)?(?:\[([^\]]*)\]|([^:@]*)):(.*)$/is.exec(location) ?? [];
  if (path === undefined) throw invalid(location, "a host, a colon and a folder are needed");
  const { host } = hostOf(bracketed === undefined ? plain : `[${bracketed}]`, location);
  const options = { host, folder: folderOf(path, location), ...(user !== undefined && user !== "" && { user }) };
  return { options, location, access: {} };
}

function hostOf(text: string, location: string): Pick<SftpPlace, "host" | "port"> {
  const [, bracketed, plain, digits = ""] = AUTHORITY.exec(text) ?? [];
  const host = bracketed?.replace("%25", "%") ?? plain; // the sign before a zone, as URLs write it
  if (host === undefined) throw invalid(location, "it names no host");
  if (digits === "") return { host };
  const port = Number(digits);
  if (port < 1 || port > 65_535) throw invalid(location, "its port is none");
  return { host, port };
}

function folderOf(path: string, location: string): string {
  const folder = posix.normalize(path);
  // Servers take it for a name: there would be a folder called ~, and nobody would know where.
  if (folder.startsWith("~")) throw invalid(location, "a folder from your own there is written without the ~");
  if (folder.includes("\0")) throw invalid(location, "its folder has a name that no folder can have");
  return folder.length > 1 && folder.endsWith("/") ? folder.slice(0, -1) : folder;
}

function decoded(text: string, location: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid(location, "a percent sign in it is written %25");
  }
}

/** For messages about what could not be taken apart: whatever may be a password goes, and rather too much than too little. */
function withoutPassword(location: string): string {
  return location.replace(/^(sftp:\/\/[^:@/]*):.*@/is, "$1@");
}

function invalid(location: string, reason: string): LocationInvalid {
  return new LocationInvalid(location, reason, targetType("sftp").example);
}
