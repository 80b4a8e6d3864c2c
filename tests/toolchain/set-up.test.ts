import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { run } from "../support/programs.ts";
import { tempFolder } from "../support/temp-folder.ts";

const BUILD = new URL("../../build/", import.meta.url);

/** A script that may import from build/, as a file, since the scripts under test look at their own process. */
function script(text: string): string {
  const file = join(tempFolder(), "script.mjs");
  const imports = `import { withSetupLock } from "${new URL("setup-lock.mjs", BUILD)}";
import { becomeProgram } from "${new URL("program.mjs", BUILD)}";
import { appendFileSync } from "node:fs";
`;
  writeFileSync(file, imports + text);
  return file;
}

describe("the lock around the set-up", () => {
  const worker = (project: string) =>
    script(`await withSetupLock(${JSON.stringify(project)}, () => {}, async () => {
      appendFileSync(${JSON.stringify(join(project, "log"))}, "in ");
      await new Promise((resolve) => setImmediate(resolve));
      appendFileSync(${JSON.stringify(join(project, "log"))}, "out ");
    });`);

  it("lets one process in at a time and leaves nothing behind", async () => {
    const project = tempFolder();
    const file = worker(project);
    const results = await Promise.all(Array.from({ length: 6 }, () => run(process.execPath, [file])));
    expect(results.map(({ code, stderr }) => `${code}${stderr}`)).toEqual(Array(6).fill("0"));
    expect(readFileSync(join(project, "log"), "utf8")).toBe("in out ".repeat(6));
    expect(existsSync(join(project, ".setup-lock"))).toBe(false);
  });

  it("is taken over from a process that died", async () => {
    const project = tempFolder();
    const dead = spawnSync(process.execPath, ["-e", ""]).pid;
    mkdirSync(join(project, ".setup-lock"));
    const holder = JSON.stringify({ host: hostname(), pids: [dead], token: "old" });
    writeFileSync(join(project, ".setup-lock/holder.json"), holder);
    const { code } = await run(process.execPath, [worker(project)]);
    expect(code).toBe(0);
    expect(readFileSync(join(project, "log"), "utf8")).toBe("in out ");
  });
});

describe("becoming another program", () => {
  const become = (text: string) => script(`await becomeProgram(process.execPath, ["-e", ${JSON.stringify(text)}]);`);

  it("ends with the program's exit code and output", async () => {
    const { code, stdout } = await run(process.execPath, [become("console.log('hello'); process.exitCode = 3")]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "hello\n" });
  });

  it.skipIf(process.platform === "win32")("is killed by the signal that killed the program", async () => {
    const { signal } = await run(process.execPath, [become("process.kill(process.pid, 'SIGKILL')")]);
    expect(signal).toBe("SIGKILL");
  });

  it.skipIf(process.platform === "win32").each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "leaves %s to the program",
    async (signal) => {
      const text = `process.on("${signal}", () => process.exit(42)); setInterval(() => {}, 1000); console.log("ready")`;
      const child = spawn(process.execPath, [become(text)], { stdio: ["ignore", "pipe", "ignore"] });
      child.stdout.once("data", () => child.kill(signal));
      const code = await new Promise((resolve) => child.on("close", resolve));
      expect(code).toBe(42);
    },
  );
});

describe("the counts of a test run", () => {
  const vitest = new URL("../node_modules/vitest/", BUILD);

  /** Runs vitest with the project's reporter on one test file and answers with its counts. */
  async function count(text: string): Promise<unknown> {
    const project = tempFolder();
    writeFileSync(join(project, "one.test.mjs"), `import { it } from "${new URL("dist/index.js", vitest)}";\n${text}`);
    const reporter = fileURLToPath(new URL("count-reporter.mjs", BUILD));
    const args = [fileURLToPath(new URL("vitest.mjs", vitest)), "run", "--root", project, "--reporter", reporter];
    await run(process.execPath, args, { env: { HOLDFAST_COUNTS_FILE: join(project, "counts.json") } });
    return JSON.parse(readFileSync(join(project, "counts.json"), "utf8"));
  }

  it("tell passed, failed and skipped tests apart", async () => {
    const text = 'it("a", () => {}); it("b", () => { throw new Error("no") }); it.skip("c", () => {}); it.todo("d");';
    expect(await count(text)).toEqual({ passed: 1, failed: 1, skipped: 2 });
  });

  it("have a failure for an error that no test caught", async () => {
    const text = 'it("a", () => { void Promise.reject(new Error("lost")) });';
    expect(await count(text)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it("have a failure for a file that does not load", async () => {
    expect(await count('throw new Error("broken")')).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe("the scripts that run before anything is installed", () => {
  it.each(["start", "start-choice", "test", "prepare", "install", "step", "program", "setup-lock", "stamps", "guard"])(
    "need no package: %s",
    (name) => {
      const text = readFileSync(new URL(`${name}.mjs`, BUILD), "utf8");
      const imported = [...text.matchAll(/^(?:import .*|\} )from "([^"]+)";$/gm)].map(([, from]) => from);
      expect(
        imported.filter(
          (from) => !/^node:|^\.\/(prepare|install|step|program|setup-lock|stamps|start-choice)\.mjs$/.test(from ?? ""),
        ),
      ).toEqual([]);
    },
  );
});
