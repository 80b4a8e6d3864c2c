import { expect, it } from "vitest";
import { FakeClock } from "../../../tests/support/fake-clock.ts";
import { faultyStorage } from "../../../tests/support/faulty-storage.ts";
import { MemoryStorage } from "../../../tests/support/memory-storage.ts";
import { isIrreducible } from "../chunker/index.ts";
import { createRepositoryAt, openRepositoryAt } from "./open.ts";

const CHEAP = { scrypt: { N: 1024, r: 8, p: 1 }, clock: new FakeClock() };

it("makes a repository of version 2 that opens again with its password", async () => {
  const storage = new MemoryStorage();
  const made = await createRepositoryAt(storage, "correct horse", CHEAP);
  const opened = await openRepositoryAt(storage, "correct horse");
  expect(opened.config).toEqual(made.config);
  expect(opened.key.encrypt).toEqual(made.key.encrypt);
  expect([opened.version, isIrreducible(opened.config.chunkerPolynomial)]).toEqual([2, true]);
});

it("makes a repository of version 1, or with another's polynomial, when asked to", async () => {
  const first = await createRepositoryAt(new MemoryStorage(), "a", { ...CHEAP, version: 1 });
  const { chunkerPolynomial } = first.config;
  const second = await createRepositoryAt(new MemoryStorage(), "b", { ...CHEAP, chunkerPolynomial });
  expect([first.version, second.config.chunkerPolynomial]).toEqual([1, chunkerPolynomial]);
});

it("refuses a place that has a repository", async () => {
  const storage = new MemoryStorage();
  await createRepositoryAt(storage, "a", CHEAP);
  await expect(createRepositoryAt(storage, "b", CHEAP)).rejects.toMatchObject({ code: "repository/exists" });
});

it("refuses a place with data whose config is gone, since somebody may still bring it back", async () => {
  const storage = new MemoryStorage();
  await createRepositoryAt(storage, "a", CHEAP);
  await storage.write({ kind: "data", name: "ab".repeat(32) }, Buffer.from("pack"));
  await storage.remove({ kind: "config", name: "" });
  await expect(createRepositoryAt(storage, "b", CHEAP)).rejects.toMatchObject({ code: "repository/exists" });
  await expect(openRepositoryAt(storage, "a")).rejects.toMatchObject({ code: "repository/not-found" });
});

it("can be made after a first attempt broke off before the config", async () => {
  const inner = new MemoryStorage();
  const error = new Error("cut");
  const storage = faultyStorage(inner, [{ operation: "write", kind: "config", nth: 1, fail: { error } }]);
  await expect(createRepositoryAt(storage, "first", CHEAP)).rejects.toBe(error);
  await createRepositoryAt(storage, "second", CHEAP);
  await expect(openRepositoryAt(inner, "first")).rejects.toMatchObject({ code: "repository/wrong-password" });
  expect((await openRepositoryAt(inner, "second")).version).toBe(2);
});

it("names the config when it is damaged", async () => {
  const storage = new MemoryStorage();
  await createRepositoryAt(storage, "a", CHEAP);
  const config = await storage.read({ kind: "config", name: "" });
  config[40] = (config[40] ?? 0) ^ 1;
  await storage.write({ kind: "config", name: "" }, config);
  await expect(openRepositoryAt(storage, "a")).rejects.toMatchObject({
    code: "repository/damaged-file",
    facts: { kind: "config" },
  });
});
