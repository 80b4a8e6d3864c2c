import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { restic } from "../support/restic.ts";

/** Asks restic whether the repository has no errors. */
export async function expectSound(program: string, repository: string, args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await restic(program, repository, "pw", args);
  expect(`${code}\n${stdout}${stderr}`).toMatch(/^0\n.*no errors were found/s);
}

/** Adds and replaces files of mixed sizes and removes a few. */
export function change(source: string, files: number, random: () => number): void {
  for (let n = 0; n < files; n++) {
    const folder = join(source, `folder ${Math.floor(random() * 20)}`);
    mkdirSync(folder, { recursive: true });
    const size = Math.floor(random() < 0.05 ? random() * 3_000_000 : random() * 20_000);
    writeFileSync(join(folder, `file ${Math.floor(random() * 60)}`), randomBytes(size));
  }
  rmSync(join(source, `folder ${Math.floor(random() * 20)}`), { recursive: true, force: true });
}

/** Numbers in [0, 1) that are the same in each run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
