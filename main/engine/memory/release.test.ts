import { expect, it } from "vitest";
import { release } from "./index.ts";

it("takes the memory of bytes that stand alone", () => {
  const bytes = Buffer.from(new ArrayBuffer(1000));
  release(bytes);
  expect(bytes.length).toBe(0);
});

it("leaves memory alone that others share in", () => {
  const whole = new ArrayBuffer(1000);
  release(new Uint8Array(whole, 0, 999));
  const shared = new Uint8Array(new SharedArrayBuffer(10));
  release(shared);
  const pooled = Buffer.from("text");
  release(pooled);
  expect([whole.byteLength, shared.length, pooled.toString()]).toEqual([1000, 10, "text"]);
});
