import { expect, it } from "vitest";
import { sha256 } from "../../crypto/index.ts";
import { HashSet } from "./hash-set.ts";

it("knows each hash once, however many there are", () => {
  const hashes = Array.from({ length: 20_000 }, (_, number) => sha256(Buffer.from(String(number))));
  const set = new HashSet();
  expect(hashes.every((hash) => set.add(hash))).toBe(true);
  expect(hashes.some((hash) => set.add(hash))).toBe(false);
  expect(set.size).toBe(hashes.length);
});
