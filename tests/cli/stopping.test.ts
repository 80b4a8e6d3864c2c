import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { beforeAll, describe, expect, it } from "vitest";
import { HOLDFAST, prepareHoldfast } from "../support/holdfast.ts";
import { findProgram, run } from "../support/programs.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { newUser } from "./cli.ts";

// Windows has no signals that a program could answer.
describe.skipIf(process.platform === "win32")("stopping a backup", () => {
  const user = newUser();
  const folder = tempFolder();
  const source = join(folder, "source");
  const repo = join(folder, "repo");
  const huge = join(source, "zz-huge");
  const env = { ...process.env, ...user.env, HOLDFAST_REPOSITORY: repo, HOLDFAST_PASSWORD: "pw" };

  beforeAll(async () => {
    await prepareHoldfast();
    mkdirSync(source);
    for (let number = 0; number < 8; number++) writeFileSync(join(source, `file${number}`), randomBytes(1 << 20));
    writeFileSync(huge, "");
  });

  /** Starts a backup that would go on for long, and sends the signals once it is reading. */
  async function stopped(...signals: readonly NodeJS.Signals[]) {
    truncateSync(huge, 2 ** 40); // a hole: no room on the disk, hours of reading
    const child = spawn(process.execPath, [HOLDFAST, "backup", source, "--json"], { env });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    for await (const line of createInterface({ input: child.stdout })) {
      if (Number(JSON.parse(line)["bytes_done"]) > 8 << 20) break;
    }
    child.stdout.resume();
    for (const signal of signals) child.kill(signal);
    const [code] = await once(child, "close");
    truncateSync(huge, 0);
    return { code, stderr };
  }

  it.each(["SIGINT", "SIGTERM"] as const)(
    "%s ends it with 130, without a lock left behind, and the next run goes on",
    async (signal) => {
      const { code, stderr } = await stopped(signal);
      expect(code, stderr).toBe(130);
      expect(JSON.parse(stderr.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({
        message_type: "exit_error",
        code: 130,
      });
      expect(readdirSync(join(repo, "locks"))).toEqual([]);
      const next = await user.run(["backup", source], { HOLDFAST_REPOSITORY: repo, HOLDFAST_PASSWORD: "pw" });
      expect(next.code, next.stderr).toBe(0);
      // What was read before the stop is there already: only folders are new.
      expect(next.stdout).toMatch(/^Added (?:nothing|[\d.]+ (?:kB|bytes))/m);
      const check = await user.run(["check", "--read-data"], { HOLDFAST_REPOSITORY: repo, HOLDFAST_PASSWORD: "pw" });
      expect(check.code, check.stderr).toBe(0);
    },
  );

  it.skipIf(findProgram("script") === undefined || process.platform === "darwin")(
    "Ctrl-C on a terminal ends it while what there is to do is still being counted",
    async () => {
      const many = join(folder, "many");
      for (let number = 0; number < 1500; number++)
        mkdirSync(join(many, `${number % 10}`, `${number}`), { recursive: true });
      truncateSync(huge, 2 ** 40);
      const typed = `"${process.execPath}" "${HOLDFAST}" backup "${many}" "${source}"`;
      const child = spawn("script", ["--quiet", "--return", "--flush", "--command", typed, "/dev/null"], { env });
      let shown = "";
      let isStopped = false;
      for await (const chunk of child.stdout) {
        shown += String(chunk);
        // Progress is drawn as soon as the count has begun, and the large file keeps the run from ending.
        if (isStopped || !shown.includes("Reading")) continue;
        isStopped = true;
        child.stdin.write("\u0003");
      }
      truncateSync(huge, 0);
      expect(child.exitCode ?? (await once(child, "close"))[0], shown).toBe(130);
      expect(shown).toContain("Stopping, and keeping what has been read so far.");
      expect(shown).not.toContain("mistake in Holdfast");
      expect(readdirSync(join(repo, "locks"))).toEqual([]);
    },
  );

  it("goes on when restic asks with SIGHUP whether it lives", async () => {
    const { code } = await stopped("SIGHUP", "SIGINT");
    expect(code).toBe(130);
  });
});

describe.skipIf(process.platform === "win32")("output that nobody reads to its end", () => {
  it("ends a listing without a complaint", async () => {
    const user = newUser();
    const source = tempFolder();
    for (let number = 0; number < 3000; number++) writeFileSync(join(source, `a-file-with-a-long-name-${number}`), "");
    expect((await user.run(["backup", source])).code).toBe(0);
    const command = `"${process.execPath}" "${HOLDFAST}" ls latest | head -n 1; exit \${PIPESTATUS[0]}`;
    const { code, stdout, stderr } = await run("bash", ["-c", command], { env: user.env });
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/^\/\S*\n$/);
    expect(stderr).not.toContain("holdfast:");
  });
});
