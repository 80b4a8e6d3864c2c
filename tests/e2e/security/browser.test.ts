import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningAgent, startAgent } from "../../support/agent.ts";
import { CHROMIUM, complaintsOf, launchBrowser } from "../../support/browser.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** A page of somebody else's, on another port, and under another name so that it is another site. */
async function foreignPage(body: string): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "Content-Type": "text/html" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens at a port
  return { url: `http://evil.localhost:${port}/`, close: () => server.close() };
}

describe.skipIf(CHROMIUM === undefined)("the window in a real browser", () => {
  let browser: Browser;
  let agent: RunningAgent;

  beforeAll(async () => {
    [browser, agent] = await Promise.all([launchBrowser(), startAgent({ home: tempFolder() })]);
  });
  afterAll(async () => {
    await browser?.close();
    await agent?.stop();
  });

  async function statusSeenBy(page: Page): Promise<number> {
    return page.evaluate(async () => (await fetch("/api/status")).status);
  }

  it("opens with a link that was typed or came from a terminal, under the content policy", async () => {
    const page = await browser.newPage();
    const complaints = complaintsOf(page);
    await page.goto(await agent.newLink());
    await page.waitForURL(`${agent.origin}/**`);
    await page.waitForSelector("#root main");
    expect(await statusSeenBy(page)).toBe(200);
    expect(await page.evaluate("document.cookie")).toBe("");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("opens with a link on another site's page: the cookie is there at once", async () => {
    const foreign = await foreignPage(`<a href="${await agent.newLink()}">open</a>`);
    const page = await (await browser.newContext()).newPage();
    await page.goto(foreign.url);
    await page.click("a");
    await page.waitForSelector("#root main");
    expect(await statusSeenBy(page)).toBe(200);
    foreign.close();
    await page.context().close();
  });

  it("does not answer another site's page in the same browser, however it asks", async () => {
    const context = await browser.newContext();
    const own = await context.newPage();
    await own.goto(await agent.newLink());
    await own.waitForSelector("#root main");
    const foreign = await foreignPage(
      `<form method="post" action="${agent.origin}/api/stop"><button>go</button></form>`,
    );
    const page = await context.newPage();
    await page.goto(foreign.url);
    const tried = await page.evaluate(async (origin) => {
      const how: RequestInit[] = [{}, { mode: "no-cors" }, { method: "POST" }, { method: "POST", mode: "no-cors" }];
      const answers = how.map((init) => fetch(`${origin}/api/stop`, { ...init, credentials: "include" }));
      const ends = await Promise.allSettled(answers);
      return ends.map((end) => (end.status === "fulfilled" ? `${end.value.type} ${end.value.status}` : "failed"));
    }, agent.origin);
    for (const end of tried) expect(["failed", "opaque 0"]).toContain(end);
    await page.click("button");
    await page.waitForLoadState();
    expect(await page.textContent("main")).toContain("Only Holdfast’s own pages may ask this.");
    expect(await statusSeenBy(own)).toBe(200); // it still runs
    foreign.close();
    await context.close();
  });

  it("shows the description of the calls without loading anything for it", async () => {
    const page = await browser.newPage();
    const complaints = complaintsOf(page);
    await page.goto(await agent.newLink());
    await page.waitForSelector("#root main");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`${agent.origin}/api/docs`);
    expect(await page.textContent("h1")).toContain("calls for scripts");
    expect(asked.filter((url) => !url.endsWith("/favicon.ico"))).toEqual([`${agent.origin}/api/docs`]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
