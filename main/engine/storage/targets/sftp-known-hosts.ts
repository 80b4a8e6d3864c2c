import { createHash, createHmac } from "node:crypto";
import { isMeant } from "./sftp-patterns.ts";

/** One line of a known_hosts file. */
export interface KnownHost {
  readonly isRevoked: boolean;
  readonly patterns: readonly string[];
  /** As in the file: `ssh-ed25519`. */
  readonly type: string;
  readonly key: Buffer;
}

/** What the files say of a key that a server shows. `changed`: they know others for it, and not this one. */
export type HostVerdict = "known" | "unknown" | "changed" | "revoked";

const LINE = /^(?:(@\S+)\s+)?(\S+)\s+([a-z0-9@.-]+)\s+([A-Za-z0-9+/]+={0,2})(?:\s|$)/;

/**
 * Reads a known_hosts file. Lines that make no sense are passed over, as ssh does; those of certificate authorities too, as
 * their certificates are not asked for.
 *
 * @see sshd(8), “SSH_KNOWN_HOSTS FILE FORMAT”
 */
export function parseKnownHosts(text: string): readonly KnownHost[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, marker, hosts = "", type = "", key = ""] = LINE.exec(line.trim()) ?? [];
    if (hosts === "" || hosts.startsWith("#") || (marker !== undefined && marker !== "@revoked")) return [];
    return [{ isRevoked: marker === "@revoked", patterns: hosts.split(","), type, key: Buffer.from(key, "base64") }];
  });
}

/** @param port what a server at another port than 22 is known with: `[host]:port`. Its plain name proves its key too, but never disproves it. */
export function judgeHost(known: readonly KnownHost[], host: string, port: number, key: Buffer): HostVerdict {
  const itself = known.filter((entry) => isOf(entry, port === 22 ? host : `[${host}]:${port}`));
  const plain = port === 22 ? itself : known.filter((entry) => isOf(entry, host));
  const same = (entry: KnownHost): boolean => entry.key.equals(key);
  if ([...itself, ...plain].some((entry) => entry.isRevoked && same(entry))) return "revoked";
  if ([...itself, ...plain].some((entry) => !entry.isRevoked && same(entry))) return "known";
  return itself.some((entry) => !entry.isRevoked) ? "changed" : "unknown";
}

/** The types of the keys known for a server. Asked for one of them, it can be recognised. */
export function knownTypes(known: readonly KnownHost[], host: string, port: number): ReadonlySet<string> {
  const names = port === 22 ? [host] : [`[${host}]:${port}`, host];
  const entries = known.filter((entry) => !entry.isRevoked && names.some((name) => isOf(entry, name)));
  return new Set(entries.map(({ type }) => type));
}

/** As `ssh-keygen -l` writes it. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
}

/** A key names its own type in its first field. */
export function typeOfKey(key: Buffer): string {
  const length = key.length < 4 ? 0 : key.readUInt32BE(0);
  return key.toString("latin1", 4, 4 + Math.min(length, 64));
}

function isOf({ patterns }: KnownHost, name: string): boolean {
  const [first = ""] = patterns;
  return first.startsWith("|1|") ? isHashOf(first, name.toLowerCase()) : isMeant(patterns, name);
}

/** `|1|salt|HMAC-SHA1 of the name|`, both in base 64. */
function isHashOf(hashed: string, name: string): boolean {
  const [, , salt = "", hash = ""] = hashed.split("|");
  return createHmac("sha1", Buffer.from(salt, "base64")).update(name).digest("base64") === hash;
}
