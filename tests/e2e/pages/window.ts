import type { Browser, Page } from "playwright";
import { afterAll, afterEach, beforeAll } from "vitest";
import { launchBrowser } from "../../support/browser.ts";
import { prepareHoldfast } from "../../support/holdfast.ts";
import { type ServedStage, serveStage } from "../stage/serve.ts";
import type { StageName } from "../stage/stages.ts";

/** A page of a staged agent, until it is closed. */
interface OpenedPage {
  readonly page: Page;
  readonly served: ServedStage;
  close(): Promise<void>;
}

/** For the tests of a block: a browser, and in each test a page of a stage of its own. */
export interface StagedWindow {
  readonly browser: Browser;
  /** Of the page that is open. */
  readonly served: ServedStage;
  /** In a light window whose things do not move. It is closed after the test. */
  open(stage: StageName, path: string, width?: number): Promise<Page>;
}

/** To be called where hooks may be registered. */
export function stagedWindow(): StagedWindow {
  let browser: Browser | undefined;
  let opened: OpenedPage | undefined;
  beforeAll(async () => {
    await prepareHoldfast();
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });
  afterAll(() => browser?.close());
  return {
    get browser() {
      return there(browser);
    },
    get served() {
      return there(opened).served;
    },
    async open(stage, path, width) {
      opened = await openStage(there(browser), stage, path, width);
      return opened.page;
    },
  };
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("Nothing is open.");
  return value;
}

async function openStage(browser: Browser, stage: StageName, path: string, width = 1280): Promise<OpenedPage> {
  const served = await serveStage(stage);
  const viewport = { width, height: 844 };
  const context = await browser.newContext({
    ...{ viewport, colorScheme: "light", reducedMotion: "reduce", locale: "en-GB" },
  });
  const page = await context.newPage();
  await page.goto(served.origin + path);
  await page.locator("h1").first().waitFor({ state: "attached" });
  const close = async (): Promise<void> => {
    await context.close();
    await served.stop();
  };
  return { page, served, close };
}

/** Changes the system's theme, and resolves when the page has followed. */
export async function changeTheme(page: Page, theme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.locator(`html[data-mantine-color-scheme=${theme}]`).waitFor();
}

/** Resolves when nothing on the page waits for the agent any more. */
export function settled(page: Page): Promise<void> {
  return page.locator("[data-loading]").first().waitFor({ state: "detached" });
}

/** A call of the window, as it goes over the wire. */
export interface Call {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The calls of a page from now on. */
export function callsOf(page: Page): readonly Call[] {
  const calls: Call[] = [];
  page.on("request", (request) => {
    const name = /\/rpc\/(.+)$/.exec(new URL(request.url()).pathname)?.[1];
    // What the client of the contract sends: the input under “json”.
    if (name !== undefined) calls.push({ name, input: JSON.parse(request.postData() ?? "{}").json ?? {} });
  });
  return calls;
}

/** The name of what has the focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate<string>("document.activeElement.ariaLabel ?? document.activeElement.textContent");
}
