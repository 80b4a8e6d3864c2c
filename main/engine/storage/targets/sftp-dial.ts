import { userInfo } from "node:os";
import type { Access } from "../../../../shared/targets/index.ts";
import { AccessInvalid, LocationInvalid } from "../errors.ts";
import type { ParsedLocation } from "../target.ts";
import { type Dial, openSession, type SftpTimes } from "./sftp-client.ts";
import { SftpConnection } from "./sftp-connection.ts";
import { HostTrust, knownHostsOf, parseTrusted } from "./sftp-host.ts";
import type { SftpPlace } from "./sftp-location.ts";
import { labelOf, loginMethods, type Ssh2 } from "./sftp-login.ts";
import { type SshSettings, sshSettings } from "./sftp-ssh-config.ts";

const DEFAULT_CONNECTIONS = 5;
const MOST_CONNECTIONS = 64;
const TIMES: SftpTimes = { connectMs: 15_000, logInMs: 60_000, idleMs: 60_000 };

type Place = ParsedLocation<SftpPlace>;

/** How many connections a place is to be reached with. @throws {AccessInvalid} */
export function connectionsOf({ location, access }: Place): number {
  const { connections = "" } = access;
  if (connections === "") return DEFAULT_CONNECTIONS;
  const count = Number(connections);
  if (Number.isInteger(count) && count >= 1 && count <= MOST_CONNECTIONS) return count;
  throw new AccessInvalid(location, "connections", labelOf("connections"), `has to be from 1 to ${MOST_CONNECTIONS}`);
}

/** The keys trusted besides those that are known on this computer. @throws {AccessInvalid} */
export function trustedOf({ location, access }: Place): ReadonlySet<string> {
  const trusted = parseTrusted(access["hostKey"] ?? "");
  if (trusted !== undefined) return trusted;
  const hint = "ssh-keygen -lf shows it on the server.";
  throw new AccessInvalid(location, "hostKey", labelOf("hostKey"), "does not look like SHA256:…", hint);
}

/** Opens connections to a place. Looks into the user's SSH settings and keys once, and loads the library with the first. */
export class SftpDialler {
  readonly #place: Place;
  readonly #times: SftpTimes;
  #ready:
    | Promise<{ readonly ssh2: Ssh2; readonly dial: Omit<Dial, "trust">; readonly settings: SshSettings }>
    | undefined;

  constructor(place: Place, times: Partial<SftpTimes> = {}) {
    this.#place = place;
    this.#times = { ...TIMES, ...times };
  }

  /** @throws {NoConnection} {ConnectionLost} {HostUntrusted} {AccessDenied} {AccessInvalid} {LocationInvalid} */
  async open(signal: AbortSignal): Promise<SftpConnection> {
    this.#ready ??= this.#prepare();
    const { ssh2, dial, settings } = await this.#ready.catch((error: unknown) => {
      this.#ready = undefined; // a file may be mended meanwhile
      throw error;
    });
    // Each time anew: a user who is asked to may have made the server known meanwhile.
    const known = await knownHostsOf(settings);
    const name = settings.hostKeyAlias ?? dial.host;
    const port = settings.hostKeyAlias === undefined ? dial.port : 22;
    const trust = new HostTrust(dial.location, name, port, known, trustedOf(this.#place));
    return new SftpConnection(await openSession(ssh2, { ...dial, trust }, signal), this.#times.idleMs);
  }

  async #prepare(): Promise<{ ssh2: Ssh2; dial: Omit<Dial, "trust">; settings: SshSettings }> {
    const { options, location, access } = this.#place;
    const settings = await sshSettings(options.host, options.user);
    mustBeDirect(location, settings);
    const { default: ssh2 } = await import("ssh2");
    const user = settings.user ?? userInfo().username;
    const methods = await loginMethods(ssh2, { location, user, access: withoutEmpty(access), settings });
    const port = options.port ?? settings.port ?? 22;
    return { ssh2, settings, dial: { location, host: settings.hostName, port, user, methods, times: this.#times } };
  }
}

/** What goes through another computer or program is not for us to imitate, and going straight would reach somebody else. */
function mustBeDirect(location: string, { proxy, hostName }: SshSettings): void {
  if (proxy === undefined) return;
  const reason = `your SSH settings reach ${hostName} through another computer (${proxy}), which is not possible here`;
  throw new LocationInvalid(location, reason, "a host that is reached directly, or through a VPN");
}

function withoutEmpty(access: Access): Access {
  return Object.fromEntries(Object.entries(access).filter(([, value]) => value !== ""));
}
