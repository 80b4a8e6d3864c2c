import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { AnyAuthMethod, Client, SFTPWrapper } from "ssh2";
import { AccessDenied, type HostUntrusted } from "../errors.ts";
import { ConnectionLost, NoConnection } from "./sftp-errors.ts";
import type { HostTrust } from "./sftp-host.ts";
import { typeOfKey } from "./sftp-known-hosts.ts";
import { nextMethod, type Ssh2 } from "./sftp-login.ts";

/** What it takes to get to a server and be let in. */
export interface Dial {
  readonly location: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Made anew for each go at logging in. */
  readonly methods: () => AnyAuthMethod[];
  readonly trust: HostTrust;
  readonly times: SftpTimes;
}

export interface SftpTimes {
  /** For the way there, and again until the server has proved who it is. */
  readonly connectMs: number;
  /** For logging in: an agent may ask its user. */
  readonly logInMs: number;
  /** How long a call may move nothing. */
  readonly idleMs: number;
}

/** An open session. Its owner listens to both for their end. */
export interface SftpSession {
  readonly client: Client;
  readonly sftp: SFTPWrapper;
  readonly socket: Socket;
}

const KEEP_ALIVE_MS = 20_000;
const MOST_KINDS_OF_KEYS = 5;
const TOO_MANY_TRIES = 2; // SSH_DISCONNECT_PROTOCOL_ERROR, which OpenSSH sends for it
const NO_MORE_METHODS = 14; // SSH_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE

/**
 * Opens a session. Nothing secret is sent before the server's key is trusted.
 *
 * @throws {NoConnection} {ConnectionLost} {HostUntrusted} {AccessDenied}, and the signal's reason
 */
export async function openSession(ssh2: Ssh2, dial: Dial, signal: AbortSignal): Promise<SftpSession> {
  const seen = new Set<string>();
  for (;;) {
    const attempt = new LogIn(ssh2, dial, await openSocket(dial, signal), seen);
    try {
      return await attempt.session(signal);
    } catch (error) {
      // The fingerprint that was given may be that of another of the server's keys.
      const { shown, untrusted } = attempt;
      if (untrusted === undefined || shown === undefined || !dial.trust.mayKnowAnother) throw error;
      if (seen.has(shown) || seen.size === MOST_KINDS_OF_KEYS) throw error;
      seen.add(shown);
    }
  }
}

/** Our own, as the library's delays small packets: a sixth of the speed. */
async function openSocket({ host, port, times }: Dial, signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted();
  const socket = connect({ host, port, noDelay: true, keepAlive: true });
  const limit = AbortSignal.timeout(times.connectMs);
  try {
    await once(socket, "connect", { signal: AbortSignal.any([signal, limit]) });
    return socket;
  } catch (error) {
    socket.on("error", () => undefined).destroy();
    signal.throwIfAborted();
    throw new NoConnection(limit.aborted ? "the server does not answer" : reasonOf(error), { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "the server's name is not known";
  if (code === "ECONNREFUSED") return "nobody listens there";
  return error instanceof Error && error.message !== "" ? error.message : "the server cannot be reached";
}

/** One go at logging in, over one socket. */
class LogIn {
  /** The type of the key that the server showed. */
  shown: string | undefined;
  untrusted: HostUntrusted | undefined;
  readonly #dial: Dial;
  readonly #socket: Socket;
  readonly #client: Client;
  readonly #left: AnyAuthMethod[];
  readonly #seen: ReadonlySet<string>;
  #isTried = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(ssh2: Ssh2, dial: Dial, socket: Socket, seen: ReadonlySet<string>) {
    this.#dial = dial;
    this.#socket = socket;
    this.#client = new ssh2.Client();
    this.#left = dial.methods();
    this.#seen = seen;
  }

  async session(signal: AbortSignal): Promise<SftpSession> {
    const { promise, resolve, reject } = Promise.withResolvers<SftpSession>();
    const stop = (): void => reject(signal.reason);
    signal.addEventListener("abort", stop);
    try {
      this.#begin(resolve, reject);
      return await promise;
    } catch (error) {
      this.#client.on("error", () => undefined);
      this.#socket.on("error", () => undefined).destroy();
      signal.throwIfAborted();
      throw this.untrusted ?? error;
    } finally {
      clearTimeout(this.#timer);
      signal.removeEventListener("abort", stop);
    }
  }

  #begin(resolve: (session: SftpSession) => void, reject: (error: unknown) => void): void {
    const { user: username, trust, times } = this.#dial;
    const client = this.#client;
    this.#allow(times.connectMs, reject);
    client.on("ready", () => this.#openSftp(resolve, reject));
    client.on("handshake", () => this.#allow(times.logInMs, reject));
    client.on("error", (error) => this.#failed(error, reject));
    client.on("close", () => reject(new ConnectionLost("the server ended the connection")));
    client.on("change password", () =>
      reject(this.#denied("The password has expired: log in with SSH and change it.")),
    );
    client.connect({
      ...{ sock: this.#socket, username, readyTimeout: 0, keepaliveInterval: KEEP_ALIVE_MS },
      algorithms: { serverHostKey: [...trust.algorithms(this.#seen)] },
      hostVerifier: (key: Buffer) => {
        this.shown = typeOfKey(key);
        this.untrusted = trust.judge(key);
        return this.untrusted === undefined;
      },
      authHandler: (allowed, _isPartial, next) => this.#offer(allowed, next, reject),
    });
  }

  #allow(ms: number, reject: (error: unknown) => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => reject(new NoConnection("the server does not answer")), ms);
  }

  #offer(
    allowed: Parameters<typeof nextMethod>[1] | null,
    next: (method: AnyAuthMethod) => void,
    reject: (error: unknown) => void,
  ): void {
    // The first question only asks what the server takes.
    const method = allowed === null ? noProof(this.#dial.user) : nextMethod(this.#left, allowed);
    if (allowed !== null && method !== undefined) this.#isTried = true;
    if (method === undefined) reject(this.#denied());
    else next(method);
  }

  #failed(error: Error & { readonly level?: string; readonly code?: unknown }, reject: (error: unknown) => void): void {
    // An agent that is away, or a key that does not sign: the next one is tried.
    if (error.level === "agent" || error.level === "client-authentication") return;
    const isRefusal = error.code === TOO_MANY_TRIES || error.code === NO_MORE_METHODS;
    const lost = new ConnectionLost(error.message, { cause: error });
    reject(this.#isTried && isRefusal ? this.#denied(undefined, error) : lost);
  }

  #openSftp(resolve: (session: SftpSession) => void, reject: (error: unknown) => void): void {
    this.#client.sftp((error, sftp) => {
      if (error === undefined) resolve({ client: this.#client, sftp, socket: this.#socket });
      else if (this.#socket.destroyed) reject(new ConnectionLost("the server ended the connection", { cause: error }));
      else reject(this.#denied("The server lets this account in, but not use SFTP. Ask whoever runs it.", error));
    });
  }

  #denied(hint?: string, cause?: unknown): AccessDenied {
    const nothing =
      this.#dial.methods().length === 0 ? "There is nothing to log in with: give a password or a key file." : undefined;
    return new AccessDenied(this.#dial.location, hint ?? nothing, cause);
  }
}

function noProof(username: string): AnyAuthMethod {
  return { type: "none", username };
}
