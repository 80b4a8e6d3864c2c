import { describe, expect, it } from "vitest";
import { whereToOpen } from "./where-to-open.ts";

describe("where the window opens", () => {
  it.each([
    ["a Linux desktop", { DISPLAY: ":0" }, "linux"],
    ["a Wayland desktop", { WAYLAND_DISPLAY: "wayland-0" }, "linux"],
    ["ssh that brings a display", { SSH_CONNECTION: "x", DISPLAY: "localhost:10.0" }, "linux"],
    ["a Mac", {}, "darwin"],
    ["Windows", {}, "win32"],
  ] as const)("is a browser on %s", (_title, env, platform) => {
    expect(whereToOpen(env, platform, true)).toEqual({ opens: true });
  });

  it.each([
    ["no display", { DISPLAY: "" }, "linux", "no display here"],
    ["ssh", { SSH_CONNECTION: "x" }, "linux", "no display over ssh"],
    ["ssh to a Mac", { SSH_TTY: "x" }, "darwin", "no display over ssh"],
    ["an automatic build", { CI: "true", DISPLAY: ":0" }, "linux", "this is an automatic run"],
  ] as const)("is told and not opened with %s", (_title, env, platform, because) => {
    expect(whereToOpen(env, platform, true)).toEqual({ opens: false, because });
  });

  it("is told when the user does not want a browser", () => {
    expect(whereToOpen({ DISPLAY: ":0" }, "linux", false)).toEqual({ opens: false, because: "--no-open" });
  });
});
