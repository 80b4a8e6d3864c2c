// `npm run bench -- window`: how quickly the window is there, a very large folder opens, and how smoothly it scrolls. The real
// window in Chromium, on a real agent on loopback.
import type { ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright";
import { DEFAULT_FILTER, DEFAULT_TESTS, type SnapshotId, type TargetId } from "../../shared/model/index.ts";
import { type RunningAgent, startAgentProcess } from "../support/agent-process.ts";
import { launchBrowser } from "../support/browser.ts";
import { prepareHoldfast } from "../support/holdfast.ts";
import { median } from "./statistics.ts";
import { type FirstPaints, type Frames, firstPaint, framesOfScroll, openFolder, signedIn } from "./window-measures.ts";

const GOALS = { paintMs: 1000, folderMs: 150 } as const;
/** As an office computer of some years ago. */
const SLOW_DOWN = 4;
const BACKUP_TIMEOUT_MS = 300_000;

const DECLARED = {
  entries: { type: "string", default: "100000" },
  rounds: { type: "string", default: "7" },
  data: { type: "string", default: join(tmpdir(), "holdfast-bench") },
} as const;

interface Saved {
  readonly targetId: TargetId;
  readonly snapshotId: SnapshotId;
  /** The one that has the folder of many entries in it. */
  readonly parent: string;
}

/** The figures of the window, in words. @throws {Error} an option that there is not, no Chromium */
export async function windowBench(args: readonly string[], signal: AbortSignal): Promise<string> {
  const { values } = parseArgs({ args: [...args], options: DECLARED });
  const [entries, rounds] = [Number(values.entries), Number(values.rounds)];
  await prepareHoldfast();
  mkdirSync(values.data, { recursive: true });
  const folder = mkdtempSync(join(values.data, "window-"));
  const children: ChildProcess[] = [];
  let browser: Browser | undefined;
  try {
    const settings = { home: join(folder, "settings"), userHome: join(folder, "ada") };
    const parent = join(folder, "ada", "Documents");
    makeFiles(join(parent, "Scans"), entries);
    const agent = await startAgentProcess(settings, (child) => children.push(child));
    const saved = { ...(await backedUp(agent, folder, parent, signal)), parent };
    browser = await launchBrowser();
    return await measured({ browser, agent, saved, entries, rounds });
  } finally {
    await browser?.close();
    for (const child of children) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeFiles(folder: string, entries: number): void {
  mkdirSync(folder, { recursive: true });
  for (let at = 0; at < entries; at++) writeFileSync(join(folder, `scan ${at}.txt`), "");
}

async function backedUp(
  { client }: RunningAgent,
  folder: string,
  source: string,
  signal: AbortSignal,
): Promise<Omit<Saved, "parent">> {
  const place = { name: "Drive", location: join(folder, "drive"), passphrase: "correct horse", keepInFile: true };
  const { target } = await client.targets.create(place);
  // What follows a backup would be measured with it.
  const tests = { ...DEFAULT_TESTS, afterRuns: false };
  const choices = { name: "Documents", folders: [source], filter: DEFAULT_FILTER, targetIds: [target.id], tests };
  const { plan } = await client.plans.create(choices);
  await client.plans.start({ planId: plan.id });
  const within = AbortSignal.any([signal, AbortSignal.timeout(BACKUP_TIMEOUT_MS)]);
  for await (const _ of await client.agent.watch(undefined, { signal: within })) {
    const [newest] = await client.snapshots.list({ targetId: target.id });
    if (newest !== undefined) return { targetId: target.id, snapshotId: newest.id };
  }
  throw new Error("The agent ended before its backup did.");
}

interface Measuring {
  readonly browser: Browser;
  readonly agent: RunningAgent;
  readonly saved: Saved;
  readonly entries: number;
  readonly rounds: number;
}

async function measured({ browser, agent, saved, entries, rounds }: Measuring): Promise<string> {
  const session = await signedIn(browser, agent.link);
  const paints: FirstPaints[] = [];
  for (let round = 0; round < rounds; round++) paints.push(await firstPaint(browser, session, SLOW_DOWN));
  const context = await browser.newContext({ storageState: session.state, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const { targetId, snapshotId, parent } = saved;
  const address = `${session.origin}/restore/${targetId}/${snapshotId}?folder=${encodeURIComponent(parent)}`;
  const opened: number[] = [];
  // The first one warms the agent up: it reads the folder from the repository.
  for (let round = 0; round <= rounds; round++) opened.push(await openedFolder(page, address));
  const [cold = 0, ...warm] = opened;
  const slow = await framesOfScroll(page, { pixelsPerFrame: 84, frames: 300 });
  const whole = await framesOfScroll(page, { pixelsPerFrame: Math.ceil((entries * 28) / 600), frames: 600 });
  await context.close();
  return [
    `First contentful paint from the agent, empty cache, processor slowed ${SLOW_DOWN} times: ${times(
      paints.map(({ first }) => first),
      GOALS.paintMs,
    )}`,
    `The overview itself, in the same way: ${times(paints.map(({ page: at }) => at))}`,
    `A folder of ${entries} entries, from the click to its first rows on the screen, agent warm: ${times(warm, GOALS.folderMs)}`,
    `The same when the agent reads it for the first time: ${cold.toFixed(0)} ms`,
    `Scrolling in it, three rows a frame for five seconds: ${inWords(slow)}`,
    `Scrolling through all of it in ten seconds: ${inWords(whole)}`,
  ].join("\n");
}

async function openedFolder(page: Page, address: string): Promise<number> {
  // A page of its own each time: what the window has read once it keeps.
  await page.goto(address);
  return openFolder(page, "Scans", "scan 0.txt");
}

function times(values: readonly number[], goal?: number): string {
  const middle = median(values) ?? Number.NaN;
  const range = `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)} ms`;
  const verdict = goal === undefined ? "" : ` (goal ≤ ${goal} ms: ${middle <= goal ? "met" : "not met"})`;
  return `median ${middle.toFixed(0)} ms of ${values.length}, ${range}${verdict}`;
}

function inWords({ longestMs, dropped, frames, unread, cpuMs }: Frames): string {
  const late = `${dropped} of ${frames + dropped} frames dropped`;
  const busy = `${cpuMs.toFixed(1)} ms of processor time a frame`;
  return `${busy}, longest frame ${longestMs.toFixed(0)} ms, ${late}, rows not there yet in ${unread}`;
}
