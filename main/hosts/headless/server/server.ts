import { createServer, type Server, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type AnsweringAgent, createRouter } from "../../../api/index.ts";
import { newNonce, securityHeaders } from "../../window-page/index.ts";
import { Calls } from "./calls.ts";
import { PortInUse, PortNotAllowed } from "./errors.ts";
import { RequestHandler, type ServerLog } from "./request-handler.ts";
import { Sessions } from "./sessions.ts";
import { OPEN_PATH } from "./trust.ts";
import { WindowFiles } from "./window-files.ts";
import type { WindowMemory } from "./window-memory.ts";

export interface ServerOptions {
  readonly agent: AnsweringAgent;
  readonly log: ServerLog;
  /** What the command line shows with each request. */
  readonly secret: string;
  readonly version: string;
  /** Absent: the one that windows remember, or else one that is free. */
  readonly port?: number;
  readonly memory: WindowMemory;
  /** Folder of the built renderer. */
  readonly window: string;
  /** Milliseconds. */
  readonly now: () => number;
}

/** A server on loopback, for windows and the command line. */
export interface AgentServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** A link that lets one browser in, once. */
  newLink(): string;
  /** Takes no more requests; ends what is still going on after a moment at the most. */
  close(): Promise<void>;
}

// A request without Host is refused by ourselves, with our headers.
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 30_000,
  requireHostHeader: false,
} as const;
const CHECK_EVERY_MS = 1000;
const MOST_CONNECTIONS = 256;
const CLOSE_WITHIN_MS = 1000;

/** Never on another address than 127.0.0.1: who is let in is decided for programs of this computer only. */
const ADDRESS = "127.0.0.1";

/** @throws {PortInUse} @throws {PortNotAllowed} */
export async function startServer(options: ServerOptions): Promise<AgentServer> {
  const { agent, log, secret, version, now, memory } = options;
  const sessions = new Sessions(now, memory);
  let origin = "";
  const newLink = (): string => `${origin}${OPEN_PATH}?key=${sessions.newKey()}`;
  const calls = new Calls(createRouter(agent, log), version);
  const files = new WindowFiles(options.window);
  const handler = new RequestHandler({ calls, files, sessions, secret, log, newLink });
  const server = createServer({ ...LIMITS, connectionsCheckingInterval: CHECK_EVERY_MS }, (request, response) => {
    void handler.handle(request, response);
  });
  server.maxConnections = MOST_CONNECTIONS;
  refuseOddities(server, (request, response) => void handler.handle(request, response));
  const port = await listenSomewhere(server, options);
  memory.keepPort(port);
  origin = `http://${ADDRESS}:${port}`;
  return { origin, newLink, close: () => close(server) };
}

type Listener = Parameters<typeof createServer>[1];

/** What Node would answer by itself, without our headers, or hand to nobody. */
function refuseOddities(server: Server, handle: NonNullable<Listener>): void {
  server.on("checkContinue", handle);
  server.on("checkExpectation", (_request, response) => answerRaw(response.socket, 417));
  server.on("upgrade", (_request, socket) => answerRaw(socket, 403));
  server.on("connect", (_request, socket) => answerRaw(socket, 405));
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) socket.destroy();
    else answerRaw(socket, RAW_STATUS[error.code ?? ""] ?? 400);
  });
}

const RAW_STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

function answerRaw(socket: Duplex | null, status: number): void {
  const headers = { ...securityHeaders(newNonce()), "Content-Length": "0", Connection: "close" };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket?.on("error", () => undefined);
  const text = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, "", ""].join("\r\n");
  socket?.end(text, () => socket.destroy());
}

/** A port that the user named is used or refused; the remembered one may belong to another program by now. */
async function listenSomewhere(server: Server, { port, memory }: ServerOptions): Promise<number> {
  if (port !== undefined || memory.port === undefined) return listen(server, port ?? 0);
  return listen(server, memory.port).catch(() => listen(server, 0));
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      if (error.code === "EADDRINUSE") reject(new PortInUse(port, error));
      else if (error.code === "EACCES") reject(new PortNotAllowed(port, error));
      else reject(error);
    };
    server.once("error", onError);
    server.listen({ host: ADDRESS, port, exclusive: true }, () => {
      server.off("error", onError);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
