import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_FILTER, type PlanId, ScheduleId } from "../../../shared/model/index.ts";
import { clientIn } from "../../support/agent.ts";
import { CHROMIUM } from "../../support/browser.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { agentPid, LAUNCHER, seen, startWith } from "./launched.ts";
import type { Desktop } from "./launcher.ts";
import {
  choose,
  clickNotification,
  desktopWithTray,
  lookAtTray,
  menuLines,
  notifications,
  tooltip,
} from "./tray-seen.ts";

const { pageAddress } = LAUNCHER;

describe.skipIf(CHROMIUM === undefined)(`the desktop app in a desktop with a tray ${LAUNCHER.title}`, () => {
  let home: string;
  let desktop: Desktop;

  beforeEach(async () => {
    home = tempFolder();
    desktop = await startWith({ home, args: ["--hidden"], env: desktopWithTray() });
    await lookAtTray(desktop);
    await expect.poll(() => agentPid(home)).toBeDefined();
  });

  /** A plan that was never run; it shows in the tray's menu. */
  async function planned(schedules: "none" | "changes" = "none") {
    const client = clientIn(home);
    const [source, location] = [join(home, "Documents"), join(home, "Blue")];
    mkdirSync(source);
    writeFileSync(join(source, "letter.txt"), "Dear all");
    const { target } = await client.targets.create({
      ...{ name: "Blue", location, passphrase: "correct horse", keepInFile: true },
    });
    const { plan } = await client.plans.create({
      ...{ name: "Documents", folders: [source], filter: DEFAULT_FILTER, targetIds: [target.id] },
    });
    if (schedules === "changes") await letRunAfterChanges(plan.id);
    await expect.poll(() => menuLines(desktop)).toContain("Back up now");
    return { client, plan, source, location };
  }

  async function letRunAfterChanges(planId: PlanId): Promise<void> {
    const client = clientIn(home);
    const { plan } = await client.plans.get({ planId });
    const when = { type: "changes", settleSeconds: 1, atMostEveryMinutes: 0 } as const;
    const { id: _id, createdAt: _createdAt, ...choices } = plan;
    const action = { type: "backup", mode: "incremental" } as const;
    const schedule = { id: ScheduleId.parse(crypto.randomUUID()), when, action };
    await client.plans.update({ planId, choices: { ...choices, schedules: [schedule] } });
  }

  const backups = async () => (await clientIn(home).runs.list({})).runs.filter(({ kind }) => kind === "backup");

  it("closes to it, and comes back from it", async () => {
    await expect.poll(() => menuLines(desktop)).toContain("Open Holdfast");
    await choose(desktop, "Open Holdfast");
    await (await desktop.window()).getByRole("heading", { level: 1 }).waitFor();
    await expect.poll(() => seen(desktop)).toMatchObject({ visible: 1 });
    await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    expect(await seen(desktop)).toEqual({ windows: 1, visible: 0, focused: 0 });
    expect(agentPid(home)).toBeDefined();
    await choose(desktop, "Open Holdfast");
    expect(await seen(desktop)).toEqual({ windows: 1, visible: 1, focused: 1 });
    await choose(desktop, "Quit Holdfast");
    expect(await desktop.ended).toBe(0);
  });

  it("backs up, pauses, resumes and leads to places from its menu", async () => {
    const { client } = await planned();
    expect(await tooltip(desktop)).toBe("Documents has never been backed up.");
    await choose(desktop, "Back up now");
    await expect.poll(backups).toMatchObject([{ state: "ended", outcome: "completed", trigger: "user" }]);
    await expect.poll(() => tooltip(desktop)).not.toBe("Documents has never been backed up.");
    await choose(desktop, "For an hour");
    await expect.poll(() => menuLines(desktop)).toContain("Resume");
    expect((await client.preferences.get()).paused?.until).toBeGreaterThan(Date.now());
    await choose(desktop, "Resume");
    await expect.poll(() => menuLines(desktop)).toContain("Until I resume");
    expect((await client.preferences.get()).paused).toBeUndefined();
    await choose(desktop, "Restore…");
    const page = await desktop.window();
    await page.waitForURL(pageAddress("app://holdfast/restore"));
    await expect.poll(() => seen(desktop)).toMatchObject({ visible: 1 });
    await choose(desktop, "Quit Holdfast");
    expect(await desktop.ended).toBe(0);
  });

  it("trusts nothing that it knew before the computer slept", async () => {
    const { client, plan } = await planned("changes");
    await choose(desktop, "Back up now");
    await expect.poll(backups).toMatchObject([{ state: "ended" }]);
    const activity = async () => (await client.plans.get({ planId: plan.id })).activity;
    await expect.poll(activity).toEqual({ type: "idle" }); // nothing would begin by itself
    await desktop.evaluate(({ powerMonitor }) => powerMonitor.emit("suspend"));
    await desktop.evaluate(({ powerMonitor }) => powerMonitor.emit("resume"));
    // Nothing has changed, but nobody saw that: the folders are walked.
    await expect.poll(backups).toMatchObject([{ trigger: "changes" }, { trigger: "user" }]);
  });

  it("tells of a failed run once, and a click leads to it", async () => {
    const { client, plan, location } = await planned();
    writeFileSync(join(location, "config"), "damaged");
    rmSync(join(location, "keys"), { recursive: true });
    const { runIds } = await client.plans.start({ planId: plan.id });
    await expect.poll(backups).toMatchObject([{ state: "ended", outcome: "failed" }]);
    await expect.poll(() => notifications(desktop)).toMatchObject([{ title: "Documents: a run failed" }]);
    await clickNotification(desktop);
    const page = await desktop.window();
    await page.waitForURL(pageAddress(`app://holdfast/activity/${runIds[0]}`));
    await expect.poll(() => seen(desktop)).toEqual({ windows: 1, visible: 1, focused: 1 });
    await client.plans.start({ planId: plan.id });
    await expect.poll(backups).toMatchObject([{ outcome: "failed" }, { outcome: "failed" }]);
    expect(await notifications(desktop)).toHaveLength(1);
  });
});
