import { once } from "node:events";
import {
  type ClientRequest,
  createServer as createHttpServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { connect, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { Random } from "../bench/random.ts";

/** What happens to one connection (`tcp`) or one request (`http`). */
export type Fault =
  | { readonly kind: "none" }
  /** Nobody listens. */
  | { readonly kind: "refused" }
  | { readonly kind: "slow"; readonly ms: number }
  /** The line breaks after so many bytes to the server, or from it. */
  | { readonly kind: "cut"; readonly direction: "up" | "down"; readonly afterBytes: number }
  /** The server says this and does nothing. */
  | { readonly kind: "status"; readonly status: number; readonly headers: Readonly<Record<string, string>> }
  /** The server does it, and says that it failed. */
  | { readonly kind: "late"; readonly status: number };

const NONE: Fault = { kind: "none" };
const STATUSES = [429, 500, 502, 503] as const;

/** Draws what happens next, the same for the same seed. */
export class FaultSource {
  readonly #random: Random;
  readonly #isHttp: boolean;
  /** Of so many cases in a hundred something happens. */
  readonly #percent: number;

  constructor(seed: string, protocol: "http" | "tcp", percent: number) {
    this.#random = new Random(seed);
    this.#isHttp = protocol === "http";
    this.#percent = percent;
  }

  next(): Fault {
    if (this.#random.below(100) >= this.#percent) return NONE;
    const kind = this.#random.below(this.#isHttp ? 6 : 4);
    const afterBytes = Math.floor(2 ** (this.#random.next() * 20)); // up to a megabyte, small ones as likely as large ones
    if (kind === 0) return { kind: "refused" };
    if (kind === 1) return { kind: "slow", ms: 1 + this.#random.below(30) };
    if (kind === 2) return { kind: "cut", direction: "up", afterBytes };
    if (kind === 3) return { kind: "cut", direction: "down", afterBytes };
    const status = STATUSES[this.#random.below(STATUSES.length)] ?? 500;
    if (kind === 4) return { kind: "status", status, headers: status === 429 ? { "retry-after": "0" } : {} };
    return { kind: "late", status };
  }
}

/** Says what happens next: to a connection, or to a request with such a method. */
export interface Faults {
  next(method?: string): Fault;
}

export interface FaultProxy {
  readonly port: number;
  /** What went wrong since the last `arm`, in words, for the message of a test that fails. */
  readonly told: readonly string[];
  /** From now on these happen; without a source nothing does. Connections that are open are closed. */
  arm(source?: Faults): void;
  stop(): Promise<void>;
}

/** Stands on a loopback port before the server at another one, and lets go wrong what it is told. */
export async function startFaultProxy(upstream: number, protocol: "http" | "tcp"): Promise<FaultProxy> {
  let source: Faults | undefined;
  const told: string[] = [];
  const sockets = new Set<Socket>();
  const next = (method?: string): Fault => {
    const fault = source?.next(method) ?? NONE;
    if (fault.kind !== "none") told.push(JSON.stringify(fault));
    return fault;
  };
  const server: Server = protocol === "http" ? httpProxy(upstream, next) : tcpProxy(upstream, next);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return {
    ...{ port: address.port, told },
    arm(given) {
      source = given;
      told.length = 0;
      for (const socket of sockets) socket.destroy();
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function tcpProxy(upstream: number, next: () => Fault): Server {
  return createTcpServer((near) => {
    const fault = next();
    if (fault.kind === "refused") {
      near.resetAndDestroy();
      return;
    }
    const far = connect({ port: upstream, host: "127.0.0.1", noDelay: true });
    const cut = (): void => {
      near.resetAndDestroy();
      far.resetAndDestroy();
    };
    far.on("error", () => near.resetAndDestroy()).on("close", () => near.end());
    near.on("error", () => far.resetAndDestroy()).on("close", () => far.end());
    carry(near, far, fault, "up", cut);
    carry(far, near, fault, "down", cut);
  });
}

/** Passes on what comes, as far as the fault lets it. */
function carry(
  from: NodeJS.ReadableStream,
  to: NodeJS.WritableStream,
  fault: Fault,
  direction: "up" | "down",
  cut: () => void,
): void {
  let left = fault.kind === "cut" && fault.direction === direction ? fault.afterBytes : Number.POSITIVE_INFINITY;
  from.on("data", (bytes: Buffer) => {
    const part = bytes.subarray(0, Math.min(bytes.length, left));
    left -= part.length;
    if (!to.write(part)) {
      from.pause();
      to.once("drain", () => from.resume());
    }
    if (left > 0) return;
    from.removeAllListeners("data");
    setImmediate(cut); // what was let through is on its way first
  });
  from.on("end", () => {
    if (left > 0) to.end();
  });
}

function httpProxy(upstream: number, next: (method?: string) => Fault): Server {
  // A server that keeps connections for a few seconds, as most do.
  return createHttpServer({ keepAliveTimeout: 5000 }, (asked, answer) => {
    const fault = next(asked.method);
    const reset = (): void => void asked.socket.resetAndDestroy();
    if (fault.kind === "refused") reset();
    else if (fault.kind === "status") refuse(asked, answer, fault);
    else if (fault.kind === "slow") setTimeout(() => forward(upstream, asked, answer, NONE), fault.ms);
    else forward(upstream, asked, answer, fault);
  });
}

function refuse(asked: IncomingMessage, answer: ServerResponse, { status, headers }: Fault & { kind: "status" }): void {
  asked.resume();
  asked.on("end", () => answer.writeHead(status, headers).end("not now\n"));
  asked.on("error", () => undefined);
}

function forward(upstream: number, asked: IncomingMessage, answer: ServerResponse, fault: Fault): void {
  const { method, url: path, rawHeaders: headers } = asked;
  const far = httpRequest({ host: "127.0.0.1", port: upstream, agent: false, method, path, headers, setHost: false });
  const cut = (): void => {
    asked.socket.resetAndDestroy();
    far.destroy();
  };
  far.on("response", (answered) => passBack(answered, answer, fault, cut));
  far.on("error", () => asked.socket.resetAndDestroy());
  asked.on("error", () => far.destroy());
  answer.on("close", () => closeUnlessDone(answer, far));
  far.on("continue", () => answer.writeContinue());
  if (asked.headers.expect === undefined) carry(asked, far, fault, "up", cut);
  else far.once("continue", () => carry(asked, far, fault, "up", cut)).flushHeaders();
}

function passBack(answered: IncomingMessage, answer: ServerResponse, fault: Fault, cut: () => void): void {
  answered.on("error", cut);
  if (fault.kind === "late") {
    answered.resume();
    answered.on("end", () => answer.writeHead(fault.status).end("done, perhaps\n"));
    return;
  }
  answer.writeHead(answered.statusCode ?? 502, answered.statusMessage, answered.rawHeaders);
  answer.flushHeaders();
  carry(answered, answer, fault, "down", cut);
}

function closeUnlessDone(answer: ServerResponse, far: ClientRequest): void {
  if (!answer.writableFinished) far.destroy();
}
