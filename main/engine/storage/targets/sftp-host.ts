import { readFile } from "node:fs/promises";
import { HostUntrusted } from "../errors.ts";
import {
  fingerprintOf,
  type HostVerdict,
  judgeHost,
  type KnownHost,
  knownTypes,
  parseKnownHosts,
  typeOfKey,
} from "./sftp-known-hosts.ts";
import type { SshSettings } from "./sftp-ssh-config.ts";

/** What a server can prove itself with, the best first. The last only for those that have nothing else. */
const KINDS: readonly { readonly type: string; readonly algorithms: readonly ServerKeyAlgorithm[] }[] = [
  { type: "ssh-ed25519", algorithms: ["ssh-ed25519"] },
  { type: "ecdsa-sha2-nistp256", algorithms: ["ecdsa-sha2-nistp256"] },
  { type: "ecdsa-sha2-nistp384", algorithms: ["ecdsa-sha2-nistp384"] },
  { type: "ecdsa-sha2-nistp521", algorithms: ["ecdsa-sha2-nistp521"] },
  { type: "ssh-rsa", algorithms: ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"] },
];

export type ServerKeyAlgorithm =
  | "ssh-ed25519"
  | `ecdsa-sha2-nistp${"256" | "384" | "521"}`
  | "rsa-sha2-512"
  | "rsa-sha2-256"
  | "ssh-rsa";

/** Decides whether a server is the one it says it is. */
export class HostTrust {
  readonly #location: string;
  readonly #host: string;
  readonly #port: number;
  readonly #known: readonly KnownHost[];
  /** Fingerprints that are trusted besides. */
  readonly #trusted: ReadonlySet<string>;

  constructor(
    location: string,
    host: string,
    port: number,
    known: readonly KnownHost[],
    trusted: ReadonlySet<string> = new Set(),
  ) {
    this.#location = location;
    this.#host = host;
    this.#port = port;
    this.#known = known;
    this.#trusted = trusted;
  }

  /** In the order to ask for: what is known first, as the server may have several keys and show another. */
  algorithms(seen: ReadonlySet<string>): readonly ServerKeyAlgorithm[] {
    const known = knownTypes(this.#known, this.#host, this.#port);
    const rank = ({ type }: { type: string }): number => (seen.has(type) ? 2 : known.has(type) ? 0 : 1);
    return [...KINDS].sort((one, other) => rank(one) - rank(other)).flatMap(({ algorithms }) => algorithms);
  }

  /** Undefined if the key is to be trusted. */
  judge(key: Buffer): HostUntrusted | undefined {
    const verdict = judgeHost(this.#known, this.#host, this.#port, key);
    const fingerprint = fingerprintOf(key);
    if (verdict === "known" || (verdict !== "revoked" && this.#trusted.has(fingerprint))) return undefined;
    return this.#refusal(verdict, fingerprint, typeOfKey(key));
  }

  /** Whether another key of the server might be the one whose fingerprint was given. */
  get mayKnowAnother(): boolean {
    return this.#trusted.size > 0;
  }

  #refusal(verdict: HostVerdict, fingerprint: string, type: string): HostUntrusted {
    const detail = `${fingerprint} (${type})`;
    // No fingerprint: it is not for anybody to trust again.
    if (verdict === "revoked") {
      return new HostUntrusted(this.#location, "changed", `${detail}, which is marked as no longer to be trusted`);
    }
    // With a fingerprint given, a key that does not have it is not the one the user knows.
    const reason = verdict === "changed" || this.#trusted.size > 0 ? "changed" : "unknown";
    return new HostUntrusted(this.#location, reason, detail, fingerprint);
  }
}

/** The keys that the user's and the system's files know. */
export async function knownHostsOf(settings: SshSettings): Promise<readonly KnownHost[]> {
  const files = settings.knownHostsFiles.map((file) => readFile(file, "utf8").catch(() => ""));
  return (await Promise.all(files)).flatMap(parseKnownHosts);
}

/** Fingerprints in the field `hostKey`, or whole public keys as servers show them. Undefined if it is neither. */
export function parseTrusted(text: string): ReadonlySet<string> | undefined {
  const trusted = new Set<string>();
  for (const part of text.split(/[\s,;]+/).filter((each) => each !== "")) {
    const [, hash] = /^SHA256:([A-Za-z0-9+/]{43})=?$/i.exec(part) ?? [];
    if (hash !== undefined) trusted.add(`SHA256:${hash}`);
    else if (/^AAAA[A-Za-z0-9+/]{20,}={0,2}$/.test(part)) trusted.add(fingerprintOf(Buffer.from(part, "base64")));
  }
  return trusted.size === 0 && text.trim() !== "" ? undefined : trusted;
}
