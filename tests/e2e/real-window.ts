import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll } from "vitest";
import { DEFAULT_FILTER } from "../../shared/model/index.ts";
import { type RunningAgent, startAgent } from "../support/agent.ts";
import { complaintsOf, launchBrowser } from "../support/browser.ts";

/** What a test of the window on a real agent has. */
export interface RealWindow {
  /** The agent that was started last. */
  readonly agent: RunningAgent;
  /** What the page complained about so far. */
  readonly complaints: readonly string[];
  /** An agent with its settings in a folder, for a user who is at home in `ada` there. It is ended after the test. */
  start(folder: string): Promise<RunningAgent>;
  /** A page with the agent's window in it. It is closed after the test. */
  open(): Promise<Page>;
}

const VIEWPORT = { width: 1180, height: 800 };

/** To be called where hooks may be registered: a browser for all tests there. */
export function realWindow(): RealWindow {
  let browser: Browser | undefined;
  let agent: RunningAgent | undefined;
  let page: Page | undefined;
  let complaints: readonly string[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await page?.context().close();
    await agent?.kill();
    [page, agent] = [undefined, undefined];
  });
  afterAll(() => browser?.close());
  const running = (): RunningAgent => {
    if (agent === undefined) throw new Error("No agent was started.");
    return agent;
  };
  return {
    get agent() {
      return running();
    },
    get complaints() {
      return complaints;
    },
    async start(folder) {
      agent = await startAgent({ home: join(folder, "settings"), userHome: join(folder, "ada") });
      return agent;
    },
    async open() {
      const look = { viewport: VIEWPORT, locale: "en-GB", reducedMotion: "reduce" } as const;
      const context = await browser?.newContext(look);
      if (context === undefined) throw new Error("No browser was started.");
      page = await context.newPage();
      complaints = complaintsOf(page);
      await page.goto(running().link);
      return page;
    },
  };
}

/** A target in `drive` of a folder, and a plan that saves these documents on it; nothing has run yet. */
export async function planDocuments({ client }: RunningAgent, folder: string, documents: string): Promise<void> {
  const place = { name: "Blue", location: join(folder, "drive"), passphrase: "correct horse", keepInFile: true };
  const { target } = await client.targets.create(place);
  await client.targets.saveRecoveryKit({ targetId: target.id, folder });
  const choices = { name: "Documents", folders: [documents], filter: DEFAULT_FILTER, targetIds: [target.id] };
  await client.plans.create(choices);
}
