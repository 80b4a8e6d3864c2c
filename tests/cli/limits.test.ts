import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newUser } from "./cli.ts";

const MIB = 1 << 20;

it("sends and fetches no faster than it is told, in KiB a second as with restic", async () => {
  const user = newUser();
  const source = join(user.home, "source");
  mkdirSync(source);
  writeFileSync(join(source, "file"), randomBytes(3 * MIB));
  const env = { HOLDFAST_PASSWORD: "pw", HOLDFAST_REPOSITORY: join(user.home, "repository") };
  expect((await user.run(["init"], env)).code).toBe(0);
  const begin = performance.now();
  const backup = await user.run(["backup", "--limit-upload", "1024", source], env);
  expect([backup.code, backup.stderr]).toEqual([0, ""]);
  // A pack goes as a whole, and what comes after it waits until it is paid for. Only what must not be less is judged.
  expect(performance.now() - begin).toBeGreaterThan(2500);
  const restored = await user.run(["restore", "latest", "--target", "out", "--limit-download", "1024"], env);
  expect(restored.code).toBe(0);
  const wrong = await user.run(["snapshots", "--limit-download", "fast"], env);
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining("fast")]);
});
