import type { Browser, BrowserContext, CDPSession, Page } from "playwright";

/** A browser that the agent knows: its cookie, without anything else that a visit leaves. */
export interface Session {
  readonly origin: string;
  readonly state: Awaited<ReturnType<BrowserContext["storageState"]>>;
}

/** @param link with the agent's one-time secret */
export async function signedIn(browser: Browser, link: string): Promise<Session> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.locator("h1").first().waitFor();
  const session = { origin: new URL(page.url()).origin, state: await context.storageState() };
  await context.close();
  return session;
}

/** Since the navigation, in milliseconds. */
export interface FirstPaints {
  /** The first contentful paint, as browsers count it. */
  readonly first: number;
  /** The page itself has its heading. */
  readonly page: number;
}

/** What is painted when, where nothing is in the browser's cache. */
export async function firstPaint(browser: Browser, { origin, state }: Session, slowDown: number): Promise<FirstPaints> {
  const context = await browser.newContext({ storageState: state, viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const devTools = await context.newCDPSession(page);
    await devTools.send("Emulation.setCPUThrottlingRate", { rate: slowDown });
    await page.addInitScript(`window.pageThere = new Promise(${HEADING_THERE})`);
    await page.goto(origin);
    return { first: await page.evaluate<number>(FIRST_PAINT), page: await page.evaluate<number>("window.pageThere") };
  } finally {
    await context.close();
  }
}

const HEADING_THERE = `(resolve) => {
  const look = () => {
    if (document.querySelector("h1") === null) return requestAnimationFrame(look);
    requestAnimationFrame(() => resolve(performance.now()));
  };
  requestAnimationFrame(look);
}`;

const FIRST_PAINT = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) if (name === "first-contentful-paint") resolve(startTime);
  }).observe({ type: "paint", buffered: true });
})`;

/** From the click on a folder until a row of it was painted, in milliseconds. */
export async function openFolder(page: Page, folder: string, firstRow: string): Promise<number> {
  const name = page.locator("[data-opens]", { hasText: folder });
  await name.waitFor();
  const measured = page.evaluate<number>(`(${CLICK_TO_PAINT})(${JSON.stringify(firstRow)})`);
  await page.locator("body[data-measuring]").waitFor({ state: "attached" });
  await name.click();
  return await measured;
}

// A frame in which the row is there is painted at its end; the task after it begins when that is done.
const CLICK_TO_PAINT = `(firstRow) => new Promise((resolve) => {
  addEventListener("click", ({ timeStamp }) => {
    const look = () => {
      const rows = [...document.querySelectorAll('[role="row"][data-index]')];
      if (!rows.some((row) => row.textContent.includes(firstRow))) return requestAnimationFrame(look);
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now() - timeStamp);
      channel.port2.postMessage(undefined);
    };
    requestAnimationFrame(look);
  }, { once: true, capture: true });
  document.body.dataset.measuring = "";
})`;

/** What came of the frames of a scroll. */
export interface Frames {
  readonly frames: number;
  readonly longestMs: number;
  /** Frames of a sixtieth of a second that were not drawn. */
  readonly dropped: number;
  /** Frames in whose middle no row was drawn, or one whose page was still on its way. */
  readonly unread: number;
  /** Processor time of the window's thread for each frame, whatever else the machine did. */
  readonly cpuMs: number;
}

interface Scroll {
  readonly pixelsPerFrame: number;
  readonly frames: number;
}

/** Scrolls the open folder from its top, so many pixels a frame. */
export async function framesOfScroll(page: Page, scroll: Scroll): Promise<Frames> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Performance.enable", { timeDomain: "threadTicks" });
  const before = await busySeconds(devTools);
  const frames = await page.evaluate<Omit<Frames, "cpuMs">>(`(${SCROLL})(${JSON.stringify(scroll)})`);
  const cpuMs = (1000 * ((await busySeconds(devTools)) - before)) / scroll.frames;
  await devTools.detach();
  return { ...frames, cpuMs };
}

async function busySeconds(devTools: CDPSession): Promise<number> {
  const { metrics } = await devTools.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
}

const SCROLL = `({ pixelsPerFrame, frames }) => new Promise((resolve) => {
  const scroller = document.querySelector('[role="grid"] [role="rowgroup"]:last-child');
  scroller.scrollTop = 0;
  const seen = scroller.getBoundingClientRect();
  const middle = { x: seen.x + seen.width / 2, y: seen.y + seen.height / 2 };
  let [count, before, longestMs, dropped, unread] = [0, undefined, 0, 0, 0];
  const step = (now) => {
    if (before !== undefined) {
      const took = now - before;
      longestMs = Math.max(longestMs, took);
      dropped += Math.max(0, Math.round(took / (1000 / 60)) - 1);
      const row = document.elementFromPoint(middle.x, middle.y)?.closest('[role="row"]');
      if (row == null || row.querySelector("[data-unread]") !== null) unread += 1;
    }
    before = now;
    if (++count > frames) return resolve({ frames, longestMs, dropped, unread });
    scroller.scrollTop += pixelsPerFrame;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})`;
