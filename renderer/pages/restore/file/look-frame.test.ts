import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookFrame } from "./look-frame.ts";

describe("the frame in which a file is looked at", () => {
  it("has a text as text, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const page = lookFrame({ kind: "text", text, isCut: false, bytes: 1 }, "light", "n");
        const inside = page.slice(page.indexOf("<pre>") + 5, page.lastIndexOf("</pre>"));
        expect(inside).not.toMatch(/[<>"']/);
        expect(page.match(/<(script|style|img)/g)).toEqual(["<style"]);
      }),
    );
  });

  it("has a picture as data, and nothing that could end its address", () => {
    const image = { kind: "image", mediaType: "image/png", base64: 'AAAA"><script>', bytes: 1 } as const;
    const page = lookFrame(image, "dark", "n");
    expect(page).toContain('<img alt="" src="data:image/png;base64,AAAA&quot;&gt;&lt;script&gt;">');
    expect(page).toContain('content="dark"');
  });
});
