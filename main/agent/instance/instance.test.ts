import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../../../tests/support/programs.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { type AgentAddress, claimInstance, findAgent } from "./index.ts";

const POSIX = process.platform !== "win32";
const DOOR = new URL("./index.ts", import.meta.url).href;
const LIGHT_DOOR = new URL("./address.ts", import.meta.url).href;

let folder: string;
beforeEach(() => {
  folder = join(tempFolder(), "data");
});

const address = (pid = process.pid): AgentAddress => {
  return { pid, origin: "http://127.0.0.1:4321", secret: "s3", version: "1.0.0", startedAt: 1 };
};

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** Another process that claims the profile, announces itself and stays; it is killed after the test. */
async function otherAgent(): Promise<ChildProcess & { pid: number }> {
  const program = `
    const { claimInstance } = await import(${JSON.stringify(DOOR)});
    const instance = await claimInstance({ folder: ${JSON.stringify(folder)} });
    await instance.announce({ ...${JSON.stringify(address())}, pid: process.pid });
    console.log("claimed");
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [line] = await once(child.stdout, "data");
  expect(String(line)).toBe("claimed\n");
  return Object.assign(child, { pid: child.pid ?? 0 });
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

describe("claimInstance", () => {
  it("is refused while another process has the claim, and tells which", async () => {
    const { pid } = await otherAgent();
    const facts = { folder, pid, origin: "http://127.0.0.1:4321" };
    await expect(claimInstance({ folder })).rejects.toMatchObject({ code: "agent/already-running", facts });
    expect((await findAgent({ folder }))?.pid).toBe(pid);
  });

  it("succeeds at once after the holder was killed, and the address it left is no longer an agent's", async () => {
    const other = await otherAgent();
    await kill(other);
    expect(existsSync(join(folder, "agent.json"))).toBe(true);
    expect(await findAgent({ folder })).toBeUndefined();
    const instance = await claimInstance({ folder });
    expect(existsSync(join(folder, "agent.json"))).toBe(false);
    await instance.announce(address());
    expect(await findAgent({ folder })).toEqual(address());
    await instance.release();
  });

  it("is refused a second time in the same process, which leaves the first claim whole", async () => {
    const first = await claimInstance({ folder });
    await expect(claimInstance({ folder })).rejects.toMatchObject({ code: "agent/already-running" });
    const program = `
      const { claimInstance } = await import(${JSON.stringify(DOOR)});
      await claimInstance({ folder: ${JSON.stringify(folder)} }).then(() => console.log("claimed"), (e) => console.log(e.code));`;
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", program]);
    expect(stdout.trim()).toBe("agent/already-running");
    await first.release();
    await (await claimInstance({ folder })).release();
  });

  it("is won by one of many that come at the same moment", async () => {
    const program = `
      const { claimInstance } = await import(${JSON.stringify(DOOR)});
      await claimInstance({ folder: ${JSON.stringify(folder)} })
        .then(() => { console.log("claimed"); process.stdin.resume(); }, (e) => console.log(e.code));`;
    const many = Array.from({ length: 4 }, () => {
      const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
        stdio: ["pipe", "pipe", "inherit"],
      });
      children.push(child);
      return child;
    });
    const answers = await Promise.all(many.map(async ({ stdout }) => String((await once(stdout, "data"))[0]).trim()));
    const refused = Array.from({ length: 3 }, () => "agent/already-running");
    expect(answers.sort()).toEqual([...refused, "claimed"]);
  });

  it("is taken back with its address, once", async () => {
    const first = await claimInstance({ folder });
    await first.announce(address());
    await first.release();
    expect(await findAgent({ folder })).toBeUndefined();
    const second = await claimInstance({ folder });
    await second.announce(address());
    await first.release();
    expect(await findAgent({ folder })).toEqual(address());
    await second.release();
    expect(readdirSync(folder)).toEqual(["agent.lock"]);
  });

  it.runIf(POSIX)("keeps lock and address for their owner only", async () => {
    const instance = await claimInstance({ folder });
    await instance.announce(address());
    for (const name of ["agent.lock", "agent.json"]) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    await instance.release();
  });
});

describe("findAgent", () => {
  const write = (text: string) => writeFileSync(join(folder, "agent.json"), text);

  it.each([
    "",
    "{",
    "null",
    "[]",
    JSON.stringify({ ...address(), pid: "1" }),
    JSON.stringify({ ...address(), pid: -1 }),
    JSON.stringify({ ...address(), pid: 0 }),
    JSON.stringify({ ...address(), origin: "nowhere" }),
    JSON.stringify({ ...address(), secret: undefined }),
  ])("finds none in a file that is no address: %s", async (text) => {
    await (await claimInstance({ folder })).release();
    write(text);
    expect(await findAgent({ folder })).toBeUndefined();
  });

  it("finds none where there is no folder", async () => {
    expect(await findAgent({ folder })).toBeUndefined();
  });

  it("loads no native package", async () => {
    const program = `
      const { findAgent } = await import(${JSON.stringify(LIGHT_DOOR)});
      await findAgent({ folder: "/nowhere" });
      console.log(process.report.getReport().sharedObjects.filter((name) => name.endsWith(".node")).length);`;
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", program]);
    expect(stdout.trim()).toBe("0");
    expect(readFileSync(new URL(LIGHT_DOOR), "utf8")).not.toMatch(/from "(\.\.\/catalog|better-sqlite3|zod)/);
  });
});

it.runIf(POSIX && process.getuid?.() !== 0)("a folder that may not be written to is told", async () => {
  const parent = tempFolder();
  chmodSync(parent, 0o500);
  await expect(claimInstance({ folder: join(parent, "data") })).rejects.toMatchObject({
    code: "agent/database-unusable",
  });
});
