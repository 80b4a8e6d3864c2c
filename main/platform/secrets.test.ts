import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { findProgram, run } from "../../tests/support/programs.ts";
import { tempFolder } from "../../tests/support/temp-folder.ts";
import { FileSecrets } from "./file-secrets.ts";
import type { KeychainPackage } from "./keychain-secrets.ts";
import { openSecrets } from "./secrets.ts";

const POSIX = process.platform !== "win32";
const noKeychain = () => Promise.reject(new Error("no session bus"));

let path: string;
beforeEach(() => {
  path = join(tempFolder(), "config", "secrets.json");
});

describe("secrets in a file", () => {
  it("are kept by name, replaced and removed", async () => {
    const secrets = new FileSecrets(path);
    expect(await secrets.get("a")).toBeUndefined();
    await secrets.set("a", "geheim ä\n");
    await secrets.set("b", "");
    await secrets.set("a", "new");
    expect([await secrets.get("a"), await secrets.get("b")]).toEqual(["new", ""]);
    await secrets.remove("b");
    await secrets.remove("b");
    expect(await new FileSecrets(path).get("b")).toBeUndefined();
    expect(secrets.where).toContain(path);
  });

  it("are not lost when several are set at once", async () => {
    const secrets = new FileSecrets(path);
    const names = Array.from({ length: 20 }, (_, i) => `name ${i}`);
    await Promise.all(names.map((name) => secrets.set(name, name)));
    expect(await Promise.all(names.map((name) => secrets.get(name)))).toEqual(names);
  });

  it("may have any name", async () => {
    const secrets = new FileSecrets(path);
    for (const name of ["__proto__", "constructor", "toString"]) expect(await secrets.get(name)).toBeUndefined();
    await secrets.set("__proto__", "kept");
    expect(await new FileSecrets(path).get("__proto__")).toBe("kept");
  });

  it.runIf(POSIX)("are in a file of mode 0600, with nothing left beside it", async () => {
    await new FileSecrets(path).set("a", "secret");
    expect((statSync(path).mode & 0o777).toString(8)).toBe("600");
    expect((statSync(dirname(path)).mode & 0o777).toString(8)).toBe("700");
    expect(readdirSync(dirname(path))).toEqual(["secrets.json"]);
  });

  it.runIf(POSIX).each([0o640, 0o604, 0o660])(
    "are refused, and not rewritten, when others may read them: %o",
    async (mode) => {
      const secrets = new FileSecrets(path);
      await secrets.set("a", "secret");
      chmodSync(path, mode);
      const exposed = { code: "platform/secrets-exposed", hint: expect.stringContaining("chmod 600") };
      await expect(secrets.get("a")).rejects.toMatchObject(exposed);
      await expect(secrets.set("b", "other")).rejects.toMatchObject(exposed);
      expect(statSync(path).mode & 0o777).toBe(mode);
      chmodSync(path, 0o600);
      expect(await secrets.get("a")).toBe("secret");
    },
  );

  it.each(["", "not json", "[]", '{"a": 1}', "null"])(
    "are not thrown away when the file is unreadable: %s",
    async (text) => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { mode: 0o600 });
      const secrets = new FileSecrets(path);
      await expect(secrets.get("a")).rejects.toMatchObject({ code: "platform/secrets-unreadable" });
      await expect(secrets.set("a", "x")).rejects.toMatchObject({ code: "platform/secrets-unreadable" });
      expect(readFileSync(path, "utf8")).toBe(text);
    },
  );

  it.runIf(POSIX)("are not read through a link", async () => {
    await new FileSecrets(`${path}.real`).set("a", "secret");
    symlinkSync(`${path}.real`, path);
    await expect(new FileSecrets(path).get("a")).rejects.toMatchObject({ code: "platform/secrets-unreadable" });
  });
});

describe("openSecrets", () => {
  it("takes the file, and says why, when there is no keychain", async () => {
    const secrets = await openSecrets({ file: path, load: noKeychain });
    expect(secrets.where).toContain(path);
    expect(secrets.keychainProblem?.message).toBe("no session bus");
    await secrets.set("a", "secret");
    expect(await secrets.get("a")).toBe("secret");
    expect(statSync(path).isFile()).toBe(true);
  });

  it("takes the file when the keychain forgets what it is told", async () => {
    const secrets = await openSecrets({ file: path, load: async () => keychainOver(new Map(), { forgets: true }) });
    expect(secrets.keychainProblem?.message).toMatch(/did not give back/);
  });

  it("takes the file when the keychain does not answer", async () => {
    const load = async () => keychainOver(new Map(), { silent: true });
    const secrets = await openSecrets({ file: path, load, patienceMs: 1 });
    expect(secrets.keychainProblem?.message).toMatch(/did not answer/);
  });

  it("takes the keychain when it works, leaving no trace of the trial", async () => {
    const kept = new Map<string, string>();
    const secrets = await openSecrets({ file: path, load: async () => keychainOver(kept) });
    expect(secrets.keychainProblem).toBeUndefined();
    expect(kept.size).toBe(0);
    await secrets.set("a", "secret");
    expect([...kept.values()]).toEqual(["secret"]);
    expect(() => statSync(path)).toThrow("ENOENT");
  });

  it("finds in the file what was kept there while there was no keychain", async () => {
    await (await openSecrets({ file: path, load: noKeychain })).set("a", "old");
    const secrets = await openSecrets({ file: path, load: async () => keychainOver(new Map()) });
    expect(await secrets.get("a")).toBe("old");
    await secrets.set("a", "new");
    expect(await secrets.get("a")).toBe("new");
    expect(readFileSync(path, "utf8")).not.toContain("old");
    await secrets.remove("a");
    expect(await secrets.get("a")).toBeUndefined();
  });
});

describe.runIf(process.platform === "linux")("the keyring of a Linux desktop", () => {
  const has = (...names: string[]) => names.every((name) => findProgram(name) !== undefined);
  const door = new URL("./index.ts", import.meta.url).href;

  /** A program that opens the secrets, keeps one in two goes, and prints what it saw. */
  const program = `
    const { openSecrets } = await import(${JSON.stringify(door)});
    const open = () => openSecrets({ file: process.env.SECRETS_FILE, service: "Holdfast test" });
    const first = await open();
    await first.set("repository", "geheim ä");
    const second = await open();
    const found = await second.get("repository");
    await second.remove("repository");
    const gone = (await first.get("repository")) === undefined;
    console.log(JSON.stringify({ where: first.where, problem: first.keychainProblem?.message, found, gone }));
    process.exit(0);`;

  async function inSession(command: readonly string[], file: string): Promise<Record<string, unknown>> {
    const home = tempFolder();
    const env = {
      HOME: home,
      XDG_DATA_HOME: join(home, "data"),
      XDG_RUNTIME_DIR: home,
      SECRETS_FILE: file,
      PROGRAM: program,
    };
    const [name = "", ...args] = command;
    const result = await run(name, args, {
      env: { ...env, DBUS_SESSION_BUS_ADDRESS: undefined, NODE: process.execPath },
    });
    return JSON.parse(result.stdout.trim().split("\n").at(-1) ?? "");
  }

  it("is passed over without a session bus", async () => {
    const seen = await inSession(["sh", "-c", '"$NODE" --input-type=module -e "$PROGRAM"'], path);
    expect(seen).toMatchObject({
      where: `the file ${path}`,
      problem: expect.stringMatching(/\S/),
      found: "geheim ä",
      gone: true,
    });
  });

  it.skipIf(!has("dbus-run-session", "gnome-keyring-daemon"))(
    "keeps secrets when it is there (needs gnome-keyring and dbus-run-session)",
    async () => {
      const unlock = "printf pw | gnome-keyring-daemon --unlock --components=secrets >&2";
      const seen = await inSession(
        ["dbus-run-session", "--", "sh", "-c", `${unlock}; "$NODE" --input-type=module -e "$PROGRAM"`],
        path,
      );
      expect(seen).toEqual({ where: "the desktop's keyring", found: "geheim ä", gone: true });
      expect(() => statSync(path)).toThrow("ENOENT");
    },
  );
});

/** A keychain in memory. */
function keychainOver(
  kept: Map<string, string>,
  faults: { forgets?: boolean; silent?: boolean } = {},
): KeychainPackage {
  class Entry {
    readonly #name: string;
    constructor(_service: string, name: string) {
      this.#name = name;
    }
    async setPassword(secret: string): Promise<void> {
      if (faults.silent) await new Promise(() => undefined);
      if (!faults.forgets) kept.set(this.#name, secret);
    }
    async getPassword(): Promise<string | null> {
      return kept.get(this.#name) ?? null;
    }
    async deletePassword(): Promise<boolean> {
      return kept.delete(this.#name);
    }
  }
  return { AsyncEntry: Entry as unknown as KeychainPackage["AsyncEntry"] }; // the three methods are all that is called
}
