// A staged agent with the built window, on loopback. `node tests/e2e/stage/serve.ts STAGE [PORT]` serves one to look at.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { RPCHandler } from "@orpc/server/node";
import sirv from "sirv";
import { newNonce, securityHeaders } from "../../../main/hosts/window-page/index.ts";
import { stagedRouter } from "./router.ts";
import { StagedAgent } from "./staged-agent.ts";
import { STAGES, type StageName } from "./stages.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
export const RENDERER = join(ROOT, "dist/renderer");

export interface ServedStage {
  readonly origin: string;
  readonly agent: StagedAgent;
  /** Ends every connection too, as a killed agent does. */
  stop(): Promise<void>;
}

/** Serves a stage; `port` 0 is any free one. `window` is the folder that `buildRenderer` filled; `router` answers the calls. */
export async function serveStage(
  name: StageName,
  { port = 0, window = RENDERER, router = stagedRouter } = {},
): Promise<ServedStage> {
  const agent = new StagedAgent(STAGES[name]);
  const handler = new RPCHandler(router(agent));
  const files = sirv(window, { etag: true });
  const page = await readFile(join(window, "index.html"), "utf8");
  const server = createServer((request, response) => {
    if (request.url?.startsWith("/rpc/")) void answer(handler, agent, request, response);
    else if (request.url !== "/" && request.url !== "/index.html")
      files(request, response, () => sendPage(response, page));
    else sendPage(response, page);
  });
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  // An address of a listening TCP server is never a string.
  const { port: given } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${given}`, agent, stop: () => stopped(server, agent) };
}

async function answer(
  handler: RPCHandler<Record<never, never>>,
  agent: StagedAgent,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (agent.stage.isSignedOut === true) response.writeHead(401).end();
  else await handler.handle(request, response, { prefix: "/rpc", context: {} });
}

/** The page with the headers that the loopback host gives it. */
function sendPage(response: ServerResponse, page: string): void {
  const nonce = newNonce();
  response.writeHead(200, { ...securityHeaders(nonce), "Content-Type": "text/html; charset=utf-8" });
  response.end(page.replaceAll("CSP_NONCE", nonce));
}

function stopped(server: Server, agent: StagedAgent): Promise<void> {
  agent.stop();
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

function isStage(name: string | undefined): name is StageName {
  return name !== undefined && name in STAGES;
}

if (import.meta.main) {
  const [name, port] = process.argv.slice(2);
  if (!isStage(name)) throw new Error(`Name a stage: ${Object.keys(STAGES).join(", ")}`);
  if (!existsSync(RENDERER)) throw new Error("Build the window first: node build/renderer.mjs");
  const served = await serveStage(name, { port: Number(port ?? 0) });
  console.log(`${name}: ${served.origin}`);
}
