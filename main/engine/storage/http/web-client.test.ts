import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createNetServer, type Server as NetServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { HostUntrusted, type StorageAction, StorageFailed, StorageInterrupted, StorageUnreachable } from "../errors.ts";
import { readBody, WebClient, type WebSettings } from "./index.ts";

const ACTION: StorageAction = { location: "rest:http://host/", doing: "read" };
const MOST = 64 << 20;

describe("requests over HTTP", () => {
  const ends: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function serve(listener: RequestListener): Promise<number> {
    return listening(createServer(listener), ends);
  }

  function client(port: number, settings: Partial<WebSettings> = {}): WebClient {
    const origin = `http://127.0.0.1:${port}`;
    const made = new WebClient({ location: ACTION.location, origin, connections: 2, caFile: "", ...settings });
    ends.push(() => made.close());
    return made;
  }

  async function failureOf(made: WebClient, work: Promise<unknown>, signal?: AbortSignal): Promise<unknown> {
    return work.then(
      () => "no failure",
      (error: unknown) => made.explain(error, ACTION, signal),
    );
  }

  it("send a body with its length and give back what is answered", async () => {
    const bytes = randomBytes(300_000);
    const seen: unknown[] = [];
    const port = await serve(async (request, response) => {
      const body = await all(request);
      seen.push(request.method, request.url, request.headers["content-length"], body.equals(bytes));
      response.setHeader("X-Answer", "yes").end(body.subarray(0, 1000));
    });
    let isSent = false;
    const answer = await client(port).send({
      ...{ method: "POST", path: "/a%20b?c", headers: {}, body: bytes },
      onSent: () => {
        isSent = true;
      },
    });
    expect(seen).toEqual(["POST", "/a%20b?c", "300000", true]);
    expect(answer).toMatchObject({ status: 200, headers: { "x-answer": "yes" } });
    const body = await readBody(answer, ACTION, MOST);
    expect(body.equals(bytes.subarray(0, 1000))).toBe(true);
    expect(body.byteOffset + body.buffer.byteLength).toBe(1000);
    expect(isSent).toBe(true);
  });

  it("are never more than the connections at a time", async () => {
    const waiting: ServerResponse[] = [];
    let most = 0;
    const port = await serve((_, response) => {
      waiting.push(response);
      most = Math.max(most, waiting.length);
      // More would have come by then.
      if (waiting.length === 2) setImmediate(() => waiting.splice(0).map((each) => each.end("x")));
    });
    const made = client(port);
    const one = async (): Promise<Buffer> => readBody(await made.send(get()), ACTION, MOST);
    await Promise.all(Array.from({ length: 20 }, one));
    expect(most).toBe(2);
  });

  it("do not follow where they are sent on to", async () => {
    const port = await serve((_, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end());
    expect((await client(port).send(get())).status).toBe(302);
  });

  it("that reach nobody say so at first contact, and are an interruption later", async () => {
    const server = createServer((_, response) => response.setHeader("connection", "close").end("x"));
    const port = await listening(server, ends);
    const never = client(await closedPort());
    expect(await failureOf(never, never.send(get()))).toBeInstanceOf(StorageUnreachable);
    const made = client(port);
    await readBody(await made.send(get()), ACTION, MOST);
    await closed(server);
    expect(await failureOf(made, made.send(get()))).toMatchObject({
      code: "storage/interrupted",
      message: expect.stringContaining("the connection was refused"),
    });
  });

  it("whose connection breaks, or whose answer is too short, are interrupted", async () => {
    const port = await serve((request, response) => {
      if (request.url === "/reset") request.socket.destroy();
      else if (request.url === "/short") {
        response.writeHead(200, { "content-length": "1000" });
        response.write("not all of it", () => request.socket.destroy());
      } else response.writeHead(200, { "content-length": "1000" }).end("x".repeat(1000));
    });
    const made = client(port);
    const read = async (path: string, most = MOST): Promise<Buffer> =>
      readBody(await made.send({ ...get(), path }), ACTION, most);
    expect(await failureOf(made, read("/reset"))).toBeInstanceOf(StorageInterrupted);
    expect(await failureOf(made, read("/short"))).toBeInstanceOf(StorageInterrupted);
    expect(await failureOf(made, read("/whole", 999))).toBeInstanceOf(StorageFailed);
    expect(await read("/whole")).toHaveLength(1000);
  });

  it("that hear nothing for too long are interrupted, before the answer and in it", async () => {
    const port = await serve((request, response) => {
      if (request.url === "/half") response.writeHead(200, { "content-length": "1000" }).write("half");
    });
    const made = client(port, { silenceMs: 300 });
    expect(await failureOf(made, made.send(get()))).toBeInstanceOf(StorageInterrupted);
    const half = async (): Promise<Buffer> => readBody(await made.send({ ...get(), path: "/half" }), ACTION, MOST);
    expect(await failureOf(made, half())).toBeInstanceOf(StorageInterrupted);
  });

  it("whose body is not taken for too long are interrupted", async () => {
    const port = await serve((request) => void request.pause());
    const made = client(port, { silenceMs: 300 });
    const sending = made.send({ method: "POST", path: "/", headers: {}, body: Buffer.alloc(64 << 20) });
    expect(await failureOf(made, sending)).toBeInstanceOf(StorageInterrupted);
  });

  it("end at once with the signal's reason, and their connection is let go", async () => {
    const gone = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const port = await serve((request) => {
      request.socket.once("close", () => gone.resolve());
      arrived.resolve();
    });
    const made = client(port);
    const stop = new AbortController();
    const waiting = failureOf(made, made.send(get(), stop.signal), stop.signal);
    await arrived.promise;
    const reason = new Error("stop");
    stop.abort(reason);
    expect(await waiting).toBe(reason);
    await gone.promise;
    const already = AbortSignal.abort(reason);
    expect(await failureOf(made, made.send(get(), already), already)).toBe(reason);
  });

  it("keep what gives access out of what is told of a failure", async () => {
    const made = client(await closedPort());
    const headers = { authorization: "Basic c2VjcmV0" };
    const failure = await failureOf(made, made.send({ ...get(), headers }));
    expect(everythingOf(failure)).not.toContain("c2VjcmV0");
  });

  it("to what does not speak HTTP or TLS are failures that trying again does not help", async () => {
    const net = createNetServer((socket) => void socket.on("error", () => undefined).end("220 mail ESMTP\r\n"));
    const port = await listening(net, ends);
    const made = client(port);
    expect(await failureOf(made, made.send(get()))).toBeInstanceOf(StorageFailed);
    const secure = client(port, { origin: `https://127.0.0.1:${port}` });
    const failure = await failureOf(secure, secure.send(get()));
    expect(failure).toBeInstanceOf(StorageFailed);
    expect(failure).not.toBeInstanceOf(HostUntrusted);
  });
});

function get(): { method: string; path: string; headers: Record<string, string> } {
  return { method: "GET", path: "/", headers: {} };
}

async function all(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  // Without an encoding, a request gives bytes.
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function listening(server: Server | NetServer, ends: (() => void)[]): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ends.push(() => {
    if ("closeAllConnections" in server) server.closeAllConnections();
    server.close();
  });
  // A server on a port has an address with one.
  return (server.address() as AddressInfo).port;
}

async function closed(server: Server): Promise<void> {
  const end = once(server, "close");
  server.closeAllConnections();
  server.close();
  await end;
}

async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listening(server, []);
  await closed(server);
  return port;
}

function everythingOf(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  return [failure.stack, JSON.stringify(failure), everythingOf(failure.cause ?? "")].join("\n");
}
