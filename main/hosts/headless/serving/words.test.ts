import { describe, expect, it } from "vitest";
import { servingLine } from "./words.ts";

const LINK = "http://127.0.0.1:4711/open?key=abc";
const SILENT = { opens: false, because: "no display here" } as const;

describe("the line that says where the window is", () => {
  it("says where, and why it has to be opened by hand", () => {
    expect(servingLine(LINK, SILENT, {}, true)).toBe(
      "Holdfast runs at http://127.0.0.1:4711/open?key=abc (no display here, so open it yourself; the link works once)",
    );
  });

  it("says why there is no desktop window", () => {
    const env = { HOLDFAST_NO_DESKTOP: "no-electron" };
    expect(servingLine(LINK, { opens: true }, env, true)).toContain(
      "(opened in your browser: Electron’s program is not here)",
    );
    expect(servingLine(LINK, SILENT, env, true)).toContain("(Electron’s program is not here, no display here, so open");
  });

  it("says nothing twice, and nothing that it does not know", () => {
    expect(servingLine(LINK, SILENT, { HOLDFAST_NO_DESKTOP: "no-display" }, true)).toContain(
      "(no display here, so open",
    );
    expect(servingLine(LINK, { opens: true }, { HOLDFAST_NO_DESKTOP: "else" }, false)).toBe(
      `Holdfast was running already, at ${LINK} (opened in your browser)`,
    );
  });
});
