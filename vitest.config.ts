import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Processes and not threads: the code under test starts threads of its own and loads native packages into them.
    pool: "forks",
    // Many tests wait for a disk, a program or a moment: one at a time would leave a machine of two cores half idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // What is awaited by looking again comes when it comes: a busy machine is no failure.
    expect: { poll: { timeout: 20_000 } },
    reporters: ["default", "./build/count-reporter.mjs"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["main/**/*.test.ts", "shared/**/*.test.ts", "renderer/**/*.test.ts"],
          globalSetup: "./build/prepare-tests.mjs",
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
      {
        extends: true,
        test: {
          name: "system",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/alone/**"],
          globalSetup: "./build/prepare-tests.mjs",
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          // What the product promises of its own time can only be seen when nothing else wants the machine.
          name: "alone",
          include: ["tests/alone/**/*.test.ts"],
          globalSetup: "./build/prepare-tests.mjs",
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
