import { mkdirSync, writeFileSync } from "node:fs";
import { get as httpGet } from "node:http";
import { join } from "node:path";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { ContractRouterClient } from "@orpc/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Contract } from "../../../../shared/api/index.ts";
import { DEFAULT_FILTER } from "../../../../shared/model/index.ts";
import { tempFolder } from "../../../../tests/support/temp-folder.ts";
import { MemoryAgent } from "../../../api/memory-agent.fixture.ts";
import { type AgentServer, LINK_PATH, startServer, WindowMemory } from "./index.ts";

const SECRET = "the-secret-of-the-command-line";
const AUTHORIZATION = { Authorization: `Bearer ${SECRET}` };
const agent = new MemoryAgent();
const window = tempFolder();
const mistakes: object[] = [];
const log = { info: () => undefined, warn: () => undefined, error: (facts: object) => mistakes.push(facts) };
let now = 0;
const noMemory = (): WindowMemory => new WindowMemory({ sessions: [] }, Date.now);
let server: AgentServer;

beforeAll(async () => {
  mkdirSync(join(window, "assets"));
  writeFileSync(join(window, "index.html"), `<meta property="csp-nonce" nonce="CSP_NONCE"><style nonce="CSP_NONCE">`);
  writeFileSync(join(window, "assets", "app-1a2b.js"), "start()");
  server = await startServer({
    agent,
    log,
    memory: noMemory(),
    secret: SECRET,
    version: "1.2.3",
    window,
    now: () => now,
  });
});
afterAll(() => server.close());

async function enter(link = server.newLink()): Promise<string> {
  const answer = await fetch(link);
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${server.origin}${path}`, { headers });
}

/** Somebody who listens to events. Not by Node's fetch: that forgets its signal once the collector has taken the request away. */
function listen(): Promise<{ readonly status: number; leave(): void }> {
  return new Promise((resolve, reject) => {
    const request = httpGet(`${server.origin}/api/events`, { headers: AUTHORIZATION }, (answer) => {
      answer.on("error", () => undefined).resume();
      resolve({ status: answer.statusCode ?? 0, leave: () => request.destroy() });
    });
    request.on("error", reject);
  });
}

function client(headers: Readonly<Record<string, string>>): ContractRouterClient<Contract> {
  return createORPCClient(new RPCLink({ url: `${server.origin}/rpc`, headers }));
}

describe("the window over loopback", () => {
  it("lets a browser in with a link, by a cookie that no script and no other site gets", async () => {
    const answer = await fetch(server.newLink());
    expect(answer.status).toBe(200);
    expect(answer.headers.get("set-cookie")).toMatch(
      /^holdfast-session=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
    expect(await answer.text()).toContain('content="0; url=/"');
  });

  it("says how to get in when there is no cookie", async () => {
    const answer = await get("/", { Accept: "text/html" });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain("holdfast open");
  });

  it("puts the nonce of each answer into the window's page", async () => {
    const cookie = await enter();
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const answer = await get("/plans/new", { cookie, Accept: "text/html" });
        const [, nonce = ""] = /'nonce-([\w-]+)'/.exec(answer.headers.get("content-security-policy") ?? "") ?? [];
        expect(await answer.text()).toBe(`<meta property="csp-nonce" nonce="${nonce}"><style nonce="${nonce}">`);
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(2);
  });

  it("lets hashed files be kept, and nothing else", async () => {
    const cookie = await enter();
    const file = await get("/assets/app-1a2b.js", { cookie });
    expect(await file.text()).toBe("start()");
    expect(file.headers.get("cache-control")).toContain("immutable");
    expect(file.headers.get("content-type")).toContain("javascript");
    for (const path of ["/", "/assets/gone.js", "/api/status"])
      expect((await get(path, { cookie, Accept: "text/html" })).headers.get("cache-control")).toBe("no-store");
  });

  it("takes a file that is missing for missing, not for a place in the window", async () => {
    const cookie = await enter();
    expect((await get("/assets/gone.js", { cookie, Accept: "text/html" })).status).toBe(404);
    expect((await get("/plans", { cookie, Accept: "application/json" })).status).toBe(404);
  });

  it("ignores ranges, also such as make no sense", async () => {
    const answer = await get("/assets/app-1a2b.js", { cookie: await enter(), Range: "bytes=5-2" });
    expect(answer.status).toBe(200);
  });

  it("says that the window is not built where it is not", async () => {
    const options = { agent, log, secret: SECRET, version: "1", now: () => now };
    const bare = await startServer({ ...options, memory: noMemory(), window: join(window, "none") });
    const cookie = await enter(bare.newLink());
    const answer = await fetch(bare.origin, { headers: { cookie, Accept: "text/html" } });
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain("npm run build");
    await bare.close();
  });
});

describe("one-time links", () => {
  it("work once, and in the browser that is in already lead to the window", async () => {
    const link = server.newLink();
    const cookie = await enter(link);
    expect((await fetch(link)).status).toBe(403);
    expect((await fetch(link, { headers: { cookie } })).status).toBe(200);
  });

  it("work no more after five minutes", async () => {
    const link = server.newLink();
    now += 5 * 60_000;
    expect((await fetch(link)).status).toBe(403);
  });

  it("are not used up by a browser that looks ahead", async () => {
    const link = server.newLink();
    expect((await fetch(link, { headers: { "Sec-Purpose": "prefetch" } })).status).toBe(403);
    expect((await fetch(link)).status).toBe(200);
  });

  it("are given to the command line only", async () => {
    const cookie = await enter();
    const url = `${server.origin}${LINK_PATH}`;
    const given = await fetch(url, { method: "POST", headers: AUTHORIZATION });
    const { url: link } = (await given.json()) as { url: string };
    expect((await fetch(link)).status).toBe(200);
    const byPage = await fetch(url, { method: "POST", headers: { cookie, Origin: server.origin } });
    expect(byPage.status).toBe(405);
    expect(await byPage.text()).not.toContain("key=");
  });
});

describe("calls over HTTP", () => {
  it("answers oRPC's clients, the command line's and the window's", async () => {
    for (const headers of [AUTHORIZATION, { cookie: await enter(), Origin: server.origin }])
      expect(await client(headers).agent.status()).toMatchObject({ version: "1.2.3" });
  });

  it("answers scripts, and reads numbers and booleans from addresses", async () => {
    const seen: unknown[] = [];
    const { list } = agent.runs;
    const answering = (answer: object) => (input: unknown) => {
      seen.push(input);
      return answer;
    };
    Object.assign(agent.runs, { list: answering({ runs: [], hasMore: false }) });
    Object.assign(agent.disk, { list: answering({ path: "/", entries: [], total: 0, isWritable: true }) });
    expect((await get("/api/runs?limit=7&before=12", AUTHORIZATION)).status).toBe(200);
    expect((await get("/api/disk/folder?path=/&onlyFolders=true&limit=3", AUTHORIZATION)).status).toBe(200);
    Object.assign(agent.runs, { list });
    expect(seen).toEqual([
      { limit: 7, before: 12 },
      { path: "/", onlyFolders: true, showHidden: false, offset: 0, limit: 3 },
    ]);
  });

  it("makes, reads and removes a plan over the addresses for scripts", async () => {
    const json = { ...AUTHORIZATION, "Content-Type": "application/json" };
    const targetIds = ["6f1c0b58-6f1e-4c2e-9c55-0d9a3f6a2b11"];
    const body = JSON.stringify({ name: "Photos", folders: ["/p"], filter: DEFAULT_FILTER, targetIds });
    const made = await fetch(`${server.origin}/api/plans`, { method: "POST", headers: json, body });
    expect(made.status).toBe(201);
    const { plan } = (await made.json()) as { plan: { id: string } };
    expect((await get(`/api/plans/${plan.id}`, AUTHORIZATION)).status).toBe(200);
    const gone = await fetch(`${server.origin}/api/plans/${plan.id}`, { method: "DELETE", headers: AUTHORIZATION });
    expect(gone.ok).toBe(true);
    const missing = await get(`/api/plans/${plan.id}`, AUTHORIZATION);
    expect(missing.status).toBe(422);
    expect(await missing.json()).toMatchObject({ code: "REFUSED", data: { code: "agent/plan-unknown" } });
  });

  it("tells nothing of the inside when there is a mistake in it", async () => {
    const answer = await get("/api/runs/6f1c0b58-6f1e-4c2e-9c55-0d9a3f6a2b11", AUTHORIZATION);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toMatch(/secret|\/place|\.ts|at /);
    expect(mistakes).toHaveLength(1);
  });

  it("streams events, and ends the stream in the agent when the window goes away", async () => {
    const stream = await client(AUTHORIZATION).agent.watch();
    expect((await stream.next()).value).toMatchObject({ type: "hello" });
    expect(agent.watchers).toBe(1);
    await stream.return(undefined);
    await expect.poll(() => agent.watchers).toBe(0);
  });

  it("streams to no more listeners than it should, and again when some have gone", async () => {
    const listeners = await Promise.all(Array.from({ length: 64 }, listen));
    expect(new Set(listeners.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await listen()).status).toBe(429);
    for (const { leave } of listeners) leave();
    await expect.poll(() => agent.watchers).toBe(0);
    const again = await listen();
    expect(again.status).toBe(200);
    again.leave();
    await expect.poll(() => agent.watchers).toBe(0);
  });

  it("describes itself to programs and to people, and loads nothing for it", async () => {
    const spec = (await (await get("/api/spec.json", AUTHORIZATION)).json()) as { paths: Record<string, object> };
    expect(Object.keys(spec.paths)).toEqual(expect.arrayContaining(["/status", "/plans/{planId}", "/events"]));
    const page = await (await get("/api/docs", AUTHORIZATION)).text();
    expect(page).toContain("Back up now");
    expect(page).not.toMatch(/<script|<link(?! rel="icon" href="data:,")|src=/);
  });

  it("is found by its windows after it was started anew, unless its port was taken meanwhile", async () => {
    const memory = new WindowMemory({ sessions: [] }, Date.now);
    const options = { agent, log, memory, secret: SECRET, version: "1", window, now: () => now };
    const first = await startServer(options);
    const cookie = await enter(first.newLink());
    const port = Number(new URL(first.origin).port);
    const kept = new WindowMemory({ port, sessions: [] }, Date.now);
    const other = await startServer({ ...options, memory: kept }); // the first one still has the port
    expect(other.origin).not.toBe(first.origin);
    await other.close();
    await first.close();
    const again = await startServer({ ...options, port });
    expect((await fetch(again.origin, { headers: { cookie, Accept: "text/html" } })).status).toBe(200);
    await again.close();
  });

  it("closes within a moment, however many streams are open", async () => {
    const other = await startServer({
      agent,
      log,
      memory: noMemory(),
      secret: SECRET,
      version: "1",
      window,
      now: () => now,
    });
    const link = new RPCLink({ url: `${other.origin}/rpc`, headers: AUTHORIZATION });
    const stream = await createORPCClient<ContractRouterClient<Contract>>(link).agent.watch();
    await stream.next();
    await other.close();
    await expect(stream.next()).rejects.toThrow();
    await expect.poll(() => agent.watchers).toBe(0);
  });
});
