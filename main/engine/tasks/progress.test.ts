import { expect, it } from "vitest";
import { currentFiles } from "./progress.ts";

it("tells the files under way as text that leads back to them", () => {
  expect(currentFiles([Buffer.from("/ä"), Buffer.of(0x2f, 0xff)])).toEqual(["/ä", "/\udcff"]);
});
