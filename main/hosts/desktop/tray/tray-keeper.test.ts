import { EventEmitter } from "node:events";
import type { Menu, MenuItemConstructorOptions, Tray } from "electron";
import { describe, expect, it } from "vitest";
import { FakeClock } from "../../../../tests/support/fake-clock.ts";
import { agentState, NOW, planState, progress, runOf } from "../agent-state/agent-state.fixture.ts";
import { findTrayHost } from "./tray-host.ts";
import { TrayKeeper } from "./tray-keeper.ts";
import type { TrayAction } from "./tray-model.ts";

/** A tray that notes what it is told. */
class NotedTray extends EventEmitter {
  readonly images: string[] = [];
  readonly tooltips: string[] = [];
  readonly menus: MenuItemConstructorOptions[][] = [];
  isGone = false;
  setImage(image: string): void {
    this.images.push(image);
  }
  setToolTip(tooltip: string): void {
    this.tooltips.push(tooltip);
  }
  setContextMenu(menu: unknown): void {
    this.menus.push(menu as MenuItemConstructorOptions[]);
  }
  destroy(): void {
    this.isGone = true;
  }
}

function keptTray(platform: NodeJS.Platform = "linux") {
  const tray = new NotedTray();
  const clock = new FakeClock(NOW);
  const actions: TrayAction[] = [];
  const keeper = new TrayKeeper({
    makeTray: (image) => {
      tray.images.push(image);
      return tray as unknown as Tray;
    },
    makeMenu: (template) => template as unknown as Menu,
    pathOf: (image) => `/icons/${image}`,
    act: (action) => actions.push(action),
    clock,
    platform,
  });
  return { tray, clock, keeper, actions };
}

const PHOTOS = planState(1);

describe("the tray", () => {
  it("begins with that the program starts, and tells the state as soon as it is known", async () => {
    const { tray, clock, keeper } = keptTray();
    expect(tray.tooltips).toEqual(["Holdfast is starting…"]);
    keeper.update(agentState());
    await clock.advance(1000);
    expect(tray.images).toEqual(["/icons/tray/linux/waiting.png", "/icons/tray/linux/idle.png"]);
    expect(tray.tooltips.at(-1)).toBe("Photos is safe. Proven 1 hour ago.");
  });

  it("is made anew at most once a second, with the newest there is", async () => {
    const { tray, clock, keeper } = keptTray();
    for (let done = 0; done < 100; done++) {
      keeper.update(agentState({ runs: [runOf(PHOTOS, { progress: progress(done, 100) })] }));
      await clock.advance(100);
    }
    expect(tray.menus.length).toBeGreaterThan(8);
    expect(tray.menus.length).toBeLessThanOrEqual(12);
    expect(tray.images.at(-1)).toContain("running-7");
  });

  it("is left alone when nothing has changed", async () => {
    const { tray, clock, keeper } = keptTray();
    keeper.update(agentState());
    await clock.advance(1000);
    for (let times = 0; times < 5; times++) {
      keeper.update(agentState());
      await clock.advance(1000);
    }
    expect([tray.images.length, tray.tooltips.length, tray.menus.length]).toEqual([2, 2, 2]);
  });

  it("follows time by itself", async () => {
    const { tray, clock, keeper } = keptTray();
    keeper.update(agentState());
    await clock.advance(3_630_000);
    expect(tray.tooltips.at(-1)).toBe("Photos is safe. Proven 2 hours ago.");
  });

  it("does what is chosen, also on a click on the icon", async () => {
    const { tray, clock, keeper, actions } = keptTray();
    keeper.update(agentState());
    await clock.advance(1000);
    const item = tray.menus.at(-1)?.find(({ label }) => label === "Back up now");
    item?.click?.({} as never, undefined, {} as never);
    tray.emit("click");
    expect(actions).toEqual([
      { type: "back-up", planIds: [PHOTOS.plan.id] },
      { type: "show", place: "/" },
    ]);
  });

  it("leaves a click to the menu on macOS", () => {
    expect(keptTray("darwin").tray.eventNames()).toEqual([]);
  });

  it("shows names as they are", async () => {
    const { tray, clock, keeper } = keptTray();
    keeper.update(agentState({ plans: [planState(1, { name: "R&D" })] }));
    await clock.advance(1000);
    expect(tray.menus.at(-1)?.[0]?.label).toBe("R&&D is safe. Proven 1 hour ago.");
  });

  it("leaves nothing behind", async () => {
    const { tray, clock, keeper } = keptTray();
    keeper.update(agentState());
    keeper.remove();
    expect([tray.isGone, clock.pendingTimers]).toEqual([true, 0]);
  });
});

describe("a tray to begin in", () => {
  it("is waited for while the desktop is starting", async () => {
    const clock = new FakeClock(NOW);
    let asked = 0;
    const found = findTrayHost({ ask: async () => ++asked === 4, clock });
    await clock.advance(60_000);
    expect([await found, asked]).toEqual([true, 4]);
  });

  it("is not waited for for ever", async () => {
    const clock = new FakeClock(NOW);
    const found = findTrayHost({ ask: async () => false, clock });
    await clock.advance(31_000);
    expect([await found, clock.pendingTimers]).toEqual([false, 0]);
  });
});
