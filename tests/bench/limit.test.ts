import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { tempFolder } from "../support/temp-folder.ts";
import { measureLimit } from "./limit.ts";
import { RandomBytes } from "./random.ts";
import { Workspace } from "./workspace.ts";

const { signal } = new AbortController();

it.each(["store", "verify", "restore", "walk"] as const)(
  "measures what it takes to %s, and leaves nothing",
  async (work) => {
    const source = tempFolder();
    mkdirSync(join(source, "folder"));
    // More than a buffer in one file, and files that share one.
    writeFileSync(join(source, "large"), new RandomBytes("large").take(5_000_000));
    for (const name of ["a", "b", "c"]) writeFileSync(join(source, "folder", name), name.repeat(1000));
    const data = tempFolder();
    const workspace = new Workspace(data);
    const { wall = 0, cpu = 0 } = await measureLimit(work, source, { workspace, signal });
    expect(cpu).toBeGreaterThan(0);
    expect(wall).toBeCloseTo(cpu / availableParallelism());
    workspace.close();
    expect(readdirSync(data)).toEqual([]);
  },
);
