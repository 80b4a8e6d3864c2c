import { existsSync, readFileSync, statSync } from "node:fs";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { addressIn, type RunningAgent, startAgent } from "../../support/agent.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { answerOn, connected, type RawAnswer, rawRequest } from "./raw-request.ts";

// The built program's server, from outside: what a foreign page, program or user of this computer could try.

const home = tempFolder();
let agent: RunningAgent;
let port: number;
let host: string;
let cookie: string;

beforeAll(async () => {
  agent = await startAgent({ home });
  port = Number(new URL(agent.origin).port);
  host = `127.0.0.1:${port}`;
  const entered = await get(`/open?key=${keyOf(agent.link)}`);
  cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
});

function keyOf(link: string): string {
  return new URL(link).searchParams.get("key") ?? "";
}

/** A request in its least form; what a test is about comes on top, and `Host` can be left out. */
function request(line: string, headers: Readonly<Record<string, string>> = {}, body = ""): Promise<RawAnswer> {
  const all = { Host: host, Connection: "close", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return rawRequest(port, [`${line} HTTP/1.1`, ...lines], body);
}

function get(target: string, headers: Readonly<Record<string, string>> = {}): Promise<RawAnswer> {
  return request(`GET ${target}`, headers);
}

/** What a page of ours would send to list the plans. */
function call(headers: Readonly<Record<string, string>>, method = "POST", body = `{"json":null}`): Promise<RawAnswer> {
  const length = { "Content-Type": "application/json", "Content-Length": String(body.length) };
  return request(`${method} /rpc/plans/list`, { ...length, ...headers }, body);
}

function ours(): Record<string, string> {
  return { Cookie: cookie, Origin: agent.origin };
}

function bearer(): Record<string, string> {
  return { Authorization: `Bearer ${addressIn(home).secret}` };
}

/** Refused with this status, under the same protection as every answer, and without a word on the inside. */
function expectRefused(answer: RawAnswer, ...statuses: readonly number[]): void {
  expect(statuses, answer.text).toContain(answer.status);
  expectProtected(answer);
  expect(answer.headers.has("set-cookie"), answer.text).toBe(false);
  expect(answer.text).not.toContain(home);
  expect(answer.text).not.toMatch(/node_modules|\.mjs|\.ts\b|\bat .*:\d+:\d+/);
}

function expectProtected({ headers, text }: RawAnswer): void {
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy, text).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w-]{22}'; /);
  expect(policy).toContain("frame-ancestors 'none'; base-uri 'none'");
  expect(policy).not.toContain("unsafe");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
  expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
  expect(headers.get("cache-control")).toBe("no-store");
  expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
}

describe("what is allowed", () => {
  it("is a page of ours, and the command line", async () => {
    for (const headers of [ours(), bearer()]) {
      const answer = await call(headers);
      expect(answer.status, answer.text).toBe(200);
      expectProtected(answer);
    }
  });
});

describe("who has not been let in", () => {
  it.each([
    ["the window", "/"],
    ["a place in the window", "/plans"],
    ["a file of the window", "/assets/index.js"],
    ["a call", "/api/status"],
    ["the description of the calls", "/api/docs"],
    ["the description for programs", "/api/spec.json"],
    ["something that is not there", "/nothing"],
  ])("does not get %s", async (_title, target) => {
    expectRefused(await get(target), 401);
    expectRefused(await get(target, { Accept: "text/html" }), 401);
  });

  it("cannot call", async () => {
    expectRefused(await call({ Origin: agent.origin }), 401);
  });

  it("cannot listen to events, neither way", async () => {
    expectRefused(await get("/api/events", { Accept: "text/event-stream" }), 401);
    expectRefused(await request("POST /rpc/agent/watch", { Origin: agent.origin, "Content-Length": "0" }), 401);
  });

  it("cannot guess a session", async () => {
    const [name = "", value = ""] = cookie.split("=");
    const flipped = value.startsWith("A") ? `B${value.slice(1)}` : `A${value.slice(1)}`;
    for (const guess of [
      `${name}=`,
      `${name}=${flipped}`,
      `${name}=${value}A`,
      `${name}=undefined`,
      `x${name}=${value}`,
    ])
      expectRefused(await call({ Origin: agent.origin, Cookie: guess }), 401);
  });

  it("cannot guess the secret of the command line, nor use the cookie's value for it", async () => {
    const { secret } = addressIn(home);
    for (const guess of ["", "x", secret.slice(1), `${secret}A`, cookie.split("=")[1]])
      expectRefused(await call({ Authorization: `Bearer ${guess}` }), 401);
  });
});

describe("one-time links", () => {
  it("let nobody in twice", async () => {
    expectRefused(await get(`/open?key=${keyOf(agent.link)}`), 403);
  });

  it("let nobody in with another key", async () => {
    for (const query of ["", "?key=", "?key=x", "?key=undefined", `?key=${"A".repeat(43)}`, "?KEY=x&key[]=y"])
      expectRefused(await get(`/open${query}`), 403);
  });

  it("cannot put anything into the answer's headers", async () => {
    for (const key of ["%0d%0aSet-Cookie:%20a=b", "a%0aLocation:%20//evil.example", "%00", "%u000d", "%ff%fe"]) {
      const answer = await get(`/open?key=${key}`);
      expectRefused(answer, 403);
      expect(answer.headers.has("location")).toBe(false);
      expect(answer.text).not.toContain("evil.example");
    }
  });

  it("work for a link from another page, and set a cookie that only our own pages send", async () => {
    const key = keyOf(await agent.newLink());
    const answer = await get(`/open?key=${key}`, { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" });
    expect(answer.status).toBe(200);
    expectProtected(answer);
    expect(answer.headers.get("set-cookie")).toMatch(
      /^holdfast-session=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
    expect(answer.text).not.toContain(key);
  });

  it("are not used up by a look ahead, or by another way of asking", async () => {
    const target = `/open?key=${keyOf(await agent.newLink())}`;
    expectRefused(await get(target, { "Sec-Purpose": "prefetch" }), 403);
    for (const method of ["HEAD", "POST", "PUT"]) expectRefused(await request(`${method} ${target}`), 405);
    expectRefused(await get(target, { Host: `evil.example:${port}` }), 403);
    expect((await get(target)).status).toBe(200);
  });
});

describe("other names and other pages", () => {
  it.each([
    ["a name that leads here (DNS rebinding)", () => `evil.example:${port}`],
    ["a name below localhost", () => `evil.localhost:${port}`],
    ["the address without the port", () => "127.0.0.1"],
    ["the address of all interfaces", () => `0.0.0.0:${port}`],
    ["another spelling of the address", () => `127.0.0.1.:${port}`],
    ["a user before the name", () => `127.0.0.1:${port}@evil.example`],
  ])("are not answered to: %s", async (_title, name) => {
    expectRefused(await call({ ...ours(), Host: name(), Origin: `http://${name()}` }), 403);
    expectRefused(await call({ ...bearer(), Host: name() }), 403);
  });

  it("are not answered to without a name, or with two", async () => {
    const without = await rawRequest(port, ["GET /api/status HTTP/1.1", "Connection: close"]);
    expectRefused(without, 400, 403);
    const two = ["GET /api/status HTTP/1.1", `Host: ${host}`, "Host: evil.example", "Connection: close"];
    expectRefused(await rawRequest(port, two), 400, 403);
    expectRefused(await rawRequest(port, ["GET /api/status HTTP/1.0"]), 400, 403);
  });

  it.each([
    ["a foreign page", "https://evil.example"],
    ["a page from another port of this computer", "http://127.0.0.1:1"],
    ["a page in a sandbox, or a file", "null"],
    ["a page with our address as its beginning", "ORIGIN.evil.example"],
    ["a page of the other name of this computer", "http://localhost:PORT"],
  ])("do not get an answer: %s", async (_title, origin) => {
    const foreign = origin.replace("ORIGIN", agent.origin).replace("PORT", String(port));
    expectRefused(await call({ Cookie: cookie, Origin: foreign }), 403);
    expectRefused(await get("/api/status", { Cookie: cookie, Origin: foreign }), 403);
  });

  it("do not get an answer when the browser says that they are other pages", async () => {
    for (const site of ["cross-site", "same-site"]) {
      expectRefused(await get("/api/status", { Cookie: cookie, "Sec-Fetch-Site": site }), 403);
      expectRefused(await get("/", { Cookie: cookie, "Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate" }), 403);
    }
  });

  it("do not get a permission beforehand", async () => {
    const asked = { Origin: "https://evil.example", "Access-Control-Request-Method": "POST" };
    expectRefused(await request("OPTIONS /rpc/plans/list", asked), 405);
    expectRefused(await request("OPTIONS /rpc/plans/list", { ...ours(), ...asked, Origin: agent.origin }), 405);
  });

  it("cannot change anything with a form, or without saying where they come from", async () => {
    expectRefused(await call({ Cookie: cookie }), 403);
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
      expectRefused(await call({ ...ours(), "Content-Type": type }), 415);
  });

  it("cannot use the secret of the command line, should they know it", async () => {
    expectRefused(await call({ ...bearer(), Origin: agent.origin }), 403);
    expectRefused(await call({ ...bearer(), Origin: "https://evil.example" }), 403);
    expectRefused(await call({ ...bearer(), "Sec-Fetch-Site": "same-origin" }), 403);
  });
});

describe("ways of asking", () => {
  it.each(["TRACE", "PATCH", "PROPFIND", "PURGE"])("does not know %s", async (method) => {
    const answer = await request(`${method} /api/status`, { ...ours(), "X-Canary": "sent-back" });
    expectRefused(answer, 405);
    expect(answer.text).not.toContain("sent-back");
  });

  it("is no proxy", async () => {
    expectRefused(await request(`CONNECT ${host}`), 405);
    expectRefused(await get("http://evil.example/", { Cookie: cookie }), 400);
    expectRefused(await get(`//${host}/api/status`, { Cookie: cookie }), 400);
  });

  it("does not take a call that changes something for one that reads", async () => {
    expectRefused(await get("/rpc/agent/stop", { Cookie: cookie }), 404, 405);
    const answer = await get("/api/stop", { Cookie: cookie });
    expectRefused(answer, 404, 405);
    const overridden = { ...ours(), "X-HTTP-Method-Override": "POST" };
    expectRefused(await get("/api/stop?_method=POST", overridden), 404, 405);
    expect((await call(bearer())).status).toBe(200); // it still runs
  });

  it("has no websockets", async () => {
    const upgrade = { Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Version": "13" };
    const key = { "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==" };
    for (const who of [{}, ours(), bearer()]) expectRefused(await get("/rpc", { ...upgrade, ...key, ...who }), 403);
  });

  it("does not speak what it does not understand", async () => {
    expectRefused(await rawRequest(port, ["\u0016\u0003\u0001 this is TLS"]), 400);
    expectRefused(await get("/", { "X-Long": "x".repeat(100_000) }), 431);
    expectRefused(await rawRequest(port, ["GET / HTTP/1.1", `Host: ${host}`, "Transfer-Encoding: x"]), 400, 401);
    const both = { ...ours(), "Content-Length": "5", "Transfer-Encoding": "chunked" };
    expectRefused(await request("POST /rpc/plans/list", both, "0\r\n\r\n"), 400);
  });
});

describe("files", () => {
  it.each([
    "/../package.json",
    "/../cli.mjs",
    "/..%2fcli.mjs",
    "/%2e%2e/cli.mjs",
    "/%2e%2e%2fcli.mjs",
    "/%252e%252e%252fcli.mjs",
    "/..%5ccli.mjs",
    "/..\\cli.mjs",
    "/....//cli.mjs",
    "/assets/../../cli.mjs",
    "/assets/%2e%2e/%2e%2e/cli.mjs",
    "/assets/..%c0%af..%c0%afcli.mjs",
    "/%2fetc/passwd",
    "/file:///etc/passwd",
    "/C:/Windows/win.ini",
    "/cli.mjs%00.js",
    "/.compile-cache",
    "/.stamp",
    "/%",
  ])("are those of the window only: %s", async (target) => {
    expectRefused(await get(target, { Cookie: cookie }), 404, 400);
    const asPage = await get(target, { Cookie: cookie, Accept: "text/html", "Sec-Fetch-Mode": "navigate" });
    // A path without an ending may be a place in the window: then it is the window's page, and nothing else.
    if (asPage.status === 200) expect(asPage.body).toContain(`<div id="root">`);
    else expectRefused(asPage, 404, 400);
    expect(asPage.text).not.toMatch(/root:x:0|import\.meta/);
  });
});

describe("too much", () => {
  it("is refused before it is read", async () => {
    const head = { ...ours(), "Content-Type": "application/json", "Content-Length": String(2 ** 30) };
    expectRefused(await request("POST /rpc/plans/list", head), 413);
    expectRefused(await request("POST /rpc/plans/list", { ...head, Expect: "100-continue" }), 413);
  });

  it("is refused as soon as it is too much, when it does not say how much it is", async () => {
    const socket = await connected(port);
    const head = ["POST /rpc/plans/list HTTP/1.1", `Host: ${host}`, `Cookie: ${cookie}`, `Origin: ${agent.origin}`];
    socket.write([...head, "Content-Type: application/json", "Transfer-Encoding: chunked", "", ""].join("\r\n"));
    const answer = answerOn(socket);
    const chunk = "x".repeat(64 * 1024);
    for (let sent = 0; sent <= 1 << 20; sent += chunk.length) socket.write(`10000\r\n${chunk}\r\n`);
    expectRefused(await answer, 413);
  });

  it("is no way in for those who are not let in: their bodies are not read at all", async () => {
    const head = { Origin: agent.origin, "Content-Type": "application/json", "Content-Length": "1000000" };
    expectRefused(await request("POST /rpc/plans/list", head), 401);
  });

  it("includes time: a body that does not come is not waited for", async () => {
    const head = { ...ours(), "Content-Type": "application/json", "Content-Length": "100" };
    const answer = await request("POST /rpc/plans/list", head, `{"json`);
    expectRefused(answer, 408);
  });

  it("includes time: a request whose head does not end is not waited for", async () => {
    const socket = await connected(port);
    socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\n`);
    expectRefused(await answerOn(socket), 408);
  });

  it("does not harm: JSON that is none, or nested without end, is refused", async () => {
    expectRefused(await call(ours(), "POST", "{"), 400);
    const deep = await call(ours(), "POST", `${"[".repeat(500_000)}`);
    expectRefused(deep, 400);
    const polluting = await call(ours(), "POST", `{"json":{"__proto__":{"x":1}},"meta":[[1,"__proto__","x"]]}`);
    expect([200, 400]).toContain(polluting.status);
    expect((await call(ours())).status).toBe(200);
  });
});

describe("where the server is", () => {
  it("is on no other address than loopback", async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === "IPv4");
    for (const { address } of others) {
      const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
        const socket = connect(port, address, () => resolve(undefined));
        socket.once("error", resolve);
      });
      expect(error?.code, address).toBe("ECONNREFUSED");
    }
  });

  it.skipIf(!existsSync("/proc/net/tcp"))("listens on 127.0.0.1 and nowhere else, as the kernel says", () => {
    const digits = port.toString(16).toUpperCase().padStart(4, "0");
    const tables = ["/proc/net/tcp", "/proc/net/tcp6"].filter(existsSync).map((path) => readFileSync(path, "latin1"));
    const listening = tables
      .join("\n")
      .split("\n")
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => state === "0A" && local?.endsWith(`:${digits}`));
    expect(listening.map(([, local]) => local)).toEqual([`0100007F:${digits}`]);
  });

  it.skipIf(process.platform === "win32")("is told in a file that only its user can read", () => {
    expect(statSync(join(home, "data", "agent.json")).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, "data")).mode & 0o777).toBe(0o700);
  });

  it("keeps secrets out of the log", () => {
    const log = readFileSync(join(home, "logs", "agent.log"), "utf8");
    expect(log).toContain("a request was refused");
    for (const secret of [addressIn(home).secret, keyOf(agent.link), cookie.split("=")[1] ?? "none"])
      expect(log).not.toContain(secret);
  });
});
