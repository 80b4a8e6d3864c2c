import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../../shared/errors/index.ts";
import { findProgram, run } from "../../../tests/support/programs.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { LogFile } from "./log-file.ts";
import { openLog } from "./open-log.ts";
import { redactFacts, redactText } from "./redact.ts";

const POSIX = process.platform !== "win32";
const MOMENT = Date.UTC(2026, 4, 4, 12, 30);

let folder: string;
beforeEach(() => {
  folder = join(tempFolder(), "state", "logs");
});

const text = (name = "agent.log") => readFileSync(join(folder, name), "utf8");
const lines = (): unknown[] =>
  text()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

class Refused extends AppError {
  readonly code = "test/refused";
  readonly hint = "Try.";
}

describe("the log", () => {
  it("has every line once it is closed, each with its facts", async () => {
    const log = openLog({ folder, now: () => MOMENT });
    const child = log.child({ run: "r1" });
    log.info({ files: 3 }, "Began");
    child.warn({}, "Slow");
    for (let count = 0; count < 1000; count++) child.error({ count, big: 10n }, "No");
    await log.close();
    log.info({}, "Too late");
    const time = "2026-05-04T12:30:00.000Z";
    const all = lines();
    expect(all).toHaveLength(1002);
    expect(all[0]).toEqual({ level: "info", time, process: process.pid, files: 3, msg: "Began" });
    expect(all[1]).toEqual({ level: "warn", time, process: process.pid, run: "r1", msg: "Slow" });
    expect(all[1001]).toMatchObject({ level: "error", count: 999, big: "10" });
  });

  it("leaves out what is below its level", async () => {
    const log = openLog({ folder, level: "warn" });
    log.info({}, "Fine");
    log.warn({}, "Hm");
    await log.close();
    expect(lines()).toMatchObject([{ msg: "Hm" }]);
  });

  it.runIf(POSIX)("is for its owner only, also one that was open to others", async () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, "agent.log"), "", { mode: 0o644 });
    const log = openLog({ folder });
    log.info({}, "Began");
    await log.close();
    expect(statSync(join(folder, "agent.log")).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it("spells out an error with its facts and causes", async () => {
    const log = openLog({ folder });
    log.error(new Refused("No room.", { path: "/a" }, new Error("ENOSPC")), "Failed");
    await log.close();
    expect(lines()).toMatchObject([
      {
        error: {
          name: "Refused",
          message: "No room.",
          code: "test/refused",
          facts: { path: "/a" },
          cause: { message: "ENOSPC", stack: expect.stringContaining("log.test.ts") },
        },
      },
    ]);
  });

  it("never throws, whatever it is given", async () => {
    const log = openLog({ folder });
    const trap = new Proxy({}, { ownKeys: () => { throw new Error("no"); } }); // biome-ignore format: one idea
    log.info(trap, "Trap");
    log.child(trap).info({}, "Of a trap");
    fc.assert(fc.property(fc.anything(), (value) => log.info({ value }, "Anything")));
    await log.close();
    expect(lines().length).toBeGreaterThan(90);
  });
});

describe("secrets", () => {
  const SECRET = "correct horse battery";

  it("are not in the file, however deep and however they are named", async () => {
    const log = openLog({ folder });
    const secrets = { password: SECRET, Passphrase: SECRET, secret: SECRET, cookie: SECRET };
    const more = {
      headers: { authorization: SECRET, "Set-Cookie": [SECRET] },
      newPassword: SECRET,
      accessToken: SECRET,
    };
    const failed = Object.assign(new Error("no"), { options: { passphrase: SECRET }, cause: { secret: SECRET } });
    log.info({ ...secrets, user: "ada" }, "Opened");
    log.child({ ...more }).warn({ list: [{ map: new Map([["password", SECRET]]) }] }, "Again");
    log.error({ failed, bytes: Buffer.from(SECRET) }, "Failed");
    log.error(failed, "Failed");
    await log.close();
    expect(text()).not.toContain(SECRET);
    expect(text()).not.toContain(Buffer.from(SECRET).toString("base64"));
    expect(lines()).toMatchObject([{ user: "ada", password: "[redacted]" }, {}, {}, {}]);
  });

  it.each([
    "rest:https://ada:geheim@host/path",
    "GET /?a=1&secret=geheim&b=2",
    '{"password":"geheim"}',
    "passphrase: geheim",
    "Authorization: Bearer geheim1234",
    "cookie=geheim; path=/",
  ])("are not in texts: %s", (said) => {
    expect(redactText(said)).not.toContain("geheim");
    expect(redactText(said)).toContain("[redacted]");
  });

  it.each(["Opened /home/ada/secret plans.txt", "https://host/path", "The passphrase is missing", "12:30:05"])(
    "are not seen in ordinary texts: %s",
    (said) => {
      expect(redactText(said)).toBe(said);
    },
  );

  it("are left out of anything, which can be written as JSON then", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (facts) => {
        const written = JSON.stringify(redactFacts({ ...facts, inner: { password: SECRET, facts } }));
        expect(written).not.toContain(SECRET);
      }),
    );
    const circle: Record<string, unknown> = { password: SECRET };
    circle["self"] = circle;
    expect(redactFacts(circle)).toEqual({ password: "[redacted]", self: "[circular]" });
  });
});

describe("the file of the log", () => {
  const quiet = { now: () => MOMENT, complain: () => undefined };

  it("begins anew when it is full, and keeps so many before it", async () => {
    const file = new LogFile({ folder, name: "agent.log", size: "100B", files: 3, ...quiet });
    for (let count = 0; count < 10; count++) file.write(`${String(count).padEnd(98, "x")}\n${count}\n`);
    await file.close();
    expect(readdirSync(folder).sort()).toEqual(["agent.log", "agent.log.1", "agent.log.2"]);
    expect(text("agent.log.1")).toMatch(/^9x+\n9\n$/);
    expect(text("agent.log.2")).toMatch(/^8x+\n8\n$/);
    if (POSIX) for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it("that cannot be written is complained of once, and closes all the same", async () => {
    mkdirSync(join(folder, ".."), { recursive: true });
    writeFileSync(folder, "in the way");
    const complaints: string[] = [];
    const log = openLog({ folder, complain: (said) => complaints.push(said) });
    for (let count = 0; count < 100; count++) log.info({}, "Lost");
    await log.close();
    expect(complaints).toEqual([expect.stringMatching(/^Holdfast cannot write its log in “.*logs”: .+\n$/)]);
  });

  it("that cannot be opened is complained of once", async () => {
    mkdirSync(join(folder, "agent.log"), { recursive: true });
    const complaints: string[] = [];
    const log = openLog({ folder, complain: (said) => complaints.push(said) });
    log.info({}, "Lost");
    await log.close();
    await new Promise(setImmediate);
    expect(complaints).toHaveLength(1);
  });

  it("is tried again after a while, and says how much is missing", async () => {
    mkdirSync(join(folder, ".."), { recursive: true });
    writeFileSync(folder, "in the way");
    let now = MOMENT;
    const log = openLog({ folder, now: () => now, complain: () => undefined });
    log.info({}, "Lost");
    rmSync(folder);
    log.info({}, "Lost, for it is too soon");
    now += 60_000;
    log.info({}, "Kept");
    await log.close();
    const said = lines().map((line) => (line as { msg: string }).msg); // every line of the log has one
    expect(said.sort()).toEqual(["2 lines are missing here: the log could not be written", "Kept"]);
  });

  it.skipIf(findProgram("bash") === undefined)(
    "on a disk that is full costs lines and nothing else (needs bash)",
    async () => {
      const door = new URL("./index.ts", import.meta.url).href;
      const program = `
        const { openLog } = await import(${JSON.stringify(door)});
        const log = openLog({ folder: process.env.FOLDER });
        for (let round = 0; round < 20; round++) {
          for (let count = 0; count < 10; count++) log.info({ filler: "x".repeat(1000) }, "Said");
          await new Promise(setImmediate);
        }
        await log.close();
        console.log("went on");`;
      const limited = ['ulimit -f 16; exec "$NODE" --input-type=module -e "$PROGRAM"'];
      const env = { FOLDER: folder, PROGRAM: program, NODE: process.execPath };
      const { stdout, stderr, code } = await run("bash", ["-c", ...limited], { env });
      expect([code, stdout.trim()]).toEqual([0, "went on"]);
      expect(stderr.match(/cannot write its log/g)).toHaveLength(1);
      expect(text().length).toBeGreaterThan(1000);
    },
  );
});
