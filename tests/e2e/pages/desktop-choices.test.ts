import { describe, expect, it } from "vitest";
import { CHROMIUM } from "../../support/browser.ts";
import { stagedWindow } from "./window.ts";

describe.skipIf(CHROMIUM === undefined)("what the user decides about the desktop app", () => {
  const window = stagedWindow();

  it("is kept at once, each by itself, also by keyboard", async () => {
    const page = await window.open("safe", "/settings");
    const { served } = window;
    const { desktop: _, ...others } = served.agent.preferences;
    await page.getByRole("switch", { name: "Start Holdfast when you log in" }).focus();
    await page.keyboard.press("Space");
    await expect.poll(() => served.agent.preferences.desktop).toEqual({ startAtLogin: false, notify: true });
    await page.getByRole("switch", { name: "Show notifications" }).click();
    await expect.poll(() => served.agent.preferences.desktop).toEqual({ startAtLogin: false, notify: false });
    expect(served.agent.preferences).toMatchObject(others);
    await page.reload();
    await page.getByRole("switch", { name: "Show notifications", checked: false }).waitFor();
  });

  it("is not asked where there is no desktop app", async () => {
    const page = await window.open("safe", "/settings");
    const { served } = window;
    await page.getByRole("heading", { name: "Desktop" }).waitFor();
    served.agent.host = "headless";
    await page.reload();
    await page.getByText("ada-laptop").waitFor(); // the agent has answered what it is
    expect(await page.getByRole("heading", { name: "Desktop" }).count()).toBe(0);
  });
});
