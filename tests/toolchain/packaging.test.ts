import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { prepareHoldfast } from "../support/holdfast.ts";
import { run } from "../support/programs.ts";
import { tempFolder } from "../support/temp-folder.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const BUILDER = join(ROOT, "node_modules/electron-builder/cli.js");
const ASAR = join(ROOT, "node_modules/@electron/asar/bin/asar.js");
/** Electron's own, where it was fetched: `node node_modules/electron/install.js`. */
const ELECTRON = join(ROOT, "node_modules/electron/dist");
const IS_LINUX = process.platform === "linux";

/** What stands in Electron's program before its fuses: their version, how many there are, and each as a digit. */
const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";

/** In the order in which they stand there. @see https://github.com/electron/fuses */
const FUSES = {
  runAsNode: "0",
  cookieEncryption: "1",
  nodeOptions: "0",
  nodeCliInspect: "0",
  embeddedAsarIntegrityValidation: "1",
  onlyLoadAppFromAsar: "1",
  loadBrowserProcessSpecificV8Snapshot: "0",
  grantFileProtocolExtraPrivileges: "0",
};

beforeAll(() => prepareHoldfast(), 300_000);

/** Electron's folder without Electron: what packing looks at, with the fuses as they come. */
function standIn(): string {
  const folder = tempFolder();
  mkdirSync(join(folder, "resources"));
  const program = Buffer.concat([Buffer.from(`\x7fELF${SENTINEL}`), Buffer.from([1, 9]), Buffer.from("101100010")]);
  writeFileSync(join(folder, "electron"), program, { mode: 0o755 });
  for (const name of ["chrome-sandbox", "version", "LICENSE", "LICENSES.chromium.html"])
    writeFileSync(join(folder, name), "");
  return folder;
}

/** Packs as `npm run package -- --dir` does. @param more options of electron-builder */
async function packed(electron: string, ...more: string[]) {
  const out = tempFolder();
  const options = ["--linux", "--dir", `-c.electronDist=${electron}`, `-c.directories.output=${out}`, ...more];
  const { code, stdout, stderr } = await run(process.execPath, [BUILDER, ...options], { cwd: ROOT });
  return { code, said: stdout + stderr, app: join(out, "linux-unpacked") };
}

async function asar(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(process.execPath, [ASAR, ...args]);
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

function fusesOf(program: string): string {
  const bytes = readFileSync(program);
  const at = bytes.indexOf(SENTINEL) + SENTINEL.length;
  expect(bytes[at]).toBe(1);
  return bytes.subarray(at + 2, at + 2 + (bytes[at + 1] ?? 0)).toString("latin1");
}

describe.runIf(IS_LINUX)("the packed desktop app", () => {
  const kinds = [
    ["a stand-in for Electron", standIn, true],
    ["Electron itself (where node_modules/electron/dist is there)", () => ELECTRON, existsSync(ELECTRON)],
  ] as const;

  describe.each(kinds)("around %s", (_title, electron, isThere) => {
    let app: string;
    let archive: string;
    let all: readonly string[];

    beforeAll(async () => {
      if (!isThere) return;
      const result = await packed(electron());
      expect(result.code, result.said).toBe(0);
      app = result.app;
      archive = join(app, "resources/app.asar");
      all = (await asar("list", archive)).split("\n");
    }, 300_000);

    it.runIf(isThere)("has its fuses as they should be", () => {
      const fuses = fusesOf(join(app, "holdfast"));
      expect(fuses.slice(0, 8)).toBe(Object.values(FUSES).join(""));
    });

    it.runIf(isThere)(
      "begins with the desktop, and has every program, worker, page and icon that was built",
      async () => {
        const folder = tempFolder();
        await asar("extract", archive, folder);
        const { main, type } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
        expect([main, type]).toEqual(["dist/desktop.mjs", "module"]);
        expect(all).toContain("/dist/desktop.mjs");
        const programs = [
          "desktop-agent.mjs",
          "engine-worker.mjs",
          "scrypt-worker.mjs",
          "watch-thread.mjs",
          "index-thread.mjs",
        ];
        const more = ["preload.cjs", "rabin.wasm", "renderer/index.html", "icons/tray/linux/idle.png"];
        for (const name of [...programs, ...more]) expect(all).toContain(`/dist/${name}`);
      },
    );

    it.runIf(isThere)("brings what it needs of its packages, and no other", async () => {
      const folder = tempFolder();
      await asar("extract", archive, folder);
      const names = /EXTERNAL = \[([^\]]+)\]/.exec(readFileSync(join(ROOT, "build/bundle.mjs"), "utf8"))?.[1] ?? "";
      const needed = names.match(/[\w@/-]+/g)?.filter((name) => name !== "electron") ?? [];
      expect(needed.length).toBeGreaterThan(4);
      const script = `
        for (const name of ${JSON.stringify(needed)}) await import(name);
        new (await import("better-sqlite3")).default(":memory:").prepare("select 1").get();
      `;
      writeFileSync(join(folder, "dist/needs.mjs"), script);
      // Outside the project, so that nothing is found there that was not packed.
      const { code, stderr } = await run(process.execPath, [join(folder, "dist/needs.mjs")]);
      expect([code, stderr]).toEqual([0, ""]);
      const packages = all.filter((path) => /^\/node_modules\/[^@/]+$/.test(path));
      expect(packages.length).toBeLessThan(20);
      expect(all.filter((path) => /prebuilds\/[^/]*(darwin|win32|android|ios|musl)/.test(path))).toEqual([]);
    });

    it.runIf(isThere)("backs up and restores with what it brings", async () => {
      const [folder, home] = [tempFolder(), tempFolder()];
      await asar("extract", archive, folder);
      writeFileSync(join(home, "letter.txt"), "Dear Ada");
      const env = {
        HOLDFAST_HOME: join(home, "own"),
        RESTIC_PASSWORD: "secret",
        RESTIC_REPOSITORY: join(home, "repository"),
      };
      const holdfast = (...args: string[]) => run(process.execPath, [join(folder, "dist/cli.mjs"), ...args], { env });
      for (const args of [
        ["init"],
        ["backup", join(home, "letter.txt")],
        ["restore", "latest", "--target", join(home, "back")],
      ]) {
        const { code, stderr } = await holdfast(...args);
        expect(code, stderr).toBe(0);
      }
      expect(readFileSync(join(home, "back", home, "letter.txt"), "utf8")).toBe("Dear Ada");
    });

    it.runIf(isThere)(
      "has compiled code beside the archive, and nothing else there but the packages that it belongs to",
      async () => {
        const out = await asar("list", "--is-pack", archive);
        const unpacked = out
          .split("\n")
          .flatMap((line) => (line.startsWith("unpack") ? [line.replace(/^unpack\s*:\s*/, "")] : []));
        const compiled = all.filter((path) => path.endsWith(".node"));
        expect(compiled.length).toBeGreaterThanOrEqual(4);
        for (const path of compiled) {
          expect(unpacked).toContain(path);
          expect(existsSync(join(app, "resources/app.asar.unpacked", path)), path).toBe(true);
        }
        expect(unpacked.filter((path) => !path.startsWith("/node_modules/"))).toEqual([]);
      },
    );
  });

  it("is refused with an option that electron-builder does not know", async () => {
    const { code, said } = await packed(standIn(), "-c.electronFuses.runAsNod=false");
    expect(code).not.toBe(0);
    expect(said).toContain("configuration.electronFuses");
  });
});

it("names only files that are there", () => {
  const text = readFileSync(join(ROOT, "electron-builder.yml"), "utf8");
  const named = [...text.matchAll(/^\s*(?:icon|entitlements|entitlementsInherit|buildResources): (\S+)$/gm)].map(
    ([, path]) => path ?? "",
  );
  expect(named).toHaveLength(6);
  for (const path of named) expect(existsSync(join(ROOT, path)), path).toBe(true);
});
