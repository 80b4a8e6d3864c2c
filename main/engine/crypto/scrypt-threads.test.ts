import { scryptSync } from "node:crypto";
import { expect, it } from "vitest";
import { deriveUserKey } from "./index.ts";
import { scryptOnThreads, suitsThreads } from "./scrypt-threads.ts";

const salt = Buffer.from("0123456789abcdef".repeat(4), "hex");
const password = Buffer.from("correct horse");

function ofNode({ N, r, p }: { N: number; r: number; p: number }): Buffer {
  return scryptSync(password, salt, 64, { N, r, p, maxmem: 1 << 28 });
}

it.each([1, 2, 3, 4, 5, 6, 7])("gives the key that Node gives, with %i lanes", async (p) => {
  const parameters = { N: 1024, r: 8, p };
  expect(await scryptOnThreads(password, { ...parameters, salt }, 64)).toEqual(ofNode(parameters));
});

it.each([1, 2, 3, 9])("gives the key that Node gives, with blocks of %i times 128 bytes", async (r) => {
  const parameters = { N: 64, r, p: 3 };
  expect(await scryptOnThreads(password, { ...parameters, salt }, 64)).toEqual(ofNode(parameters));
});

it("is what a key of restic's choosing is derived with", async () => {
  const parameters = { N: 32768, r: 8, p: 5 };
  expect(suitsThreads(parameters)).toBe(true);
  const { encrypt, k, r } = await deriveUserKey(password, { ...parameters, salt });
  expect(Buffer.concat([encrypt, k, r])).toEqual(ofNode(parameters));
});

it("leaves to Node what would take much memory, or hardly any time", () => {
  expect(suitsThreads({ N: 1 << 17, r: 8, p: 4 })).toBe(false);
  expect(suitsThreads({ N: 16, r: 8, p: 4 })).toBe(false);
  expect(suitsThreads({ N: 32768, r: 8, p: 1 })).toBe(false);
});
