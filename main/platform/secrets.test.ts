import { chmodSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { findProgram, run } from "../../tests/support/programs.ts";
import { tempFolder } from "../../tests/support/temp-folder.ts";
import { FileSecrets } from "./file-secrets.ts";
import type { KeychainPackage } from "./keychain-secrets.ts";
import { openSecrets } from "./secrets.ts";

const POSIX = process.platform !== "win32";
const noKeychain = () => Promise.reject(new Error("no session bus"));

let folder: string;
beforeEach(() => {
  folder = join(tempFolder(), "config", "secrets");
});

/** The one file that is there. */
function onlyFile(): string {
  const [name = "", ...others] = readdirSync(folder);
  expect(others).toEqual([]);
  return join(folder, name);
}

describe("secrets in files", () => {
  it("are kept by name, replaced and removed", async () => {
    const secrets = new FileSecrets(folder);
    expect(await secrets.get("a")).toBeUndefined();
    await secrets.set("a", "geheim ä\n");
    await secrets.set("b", "");
    await secrets.set("a", "new");
    expect([await secrets.get("a"), await secrets.get("b")]).toEqual(["new", ""]);
    await secrets.remove("b");
    await secrets.remove("b");
    expect(await new FileSecrets(folder).get("b")).toBeUndefined();
    expect(secrets.where).toContain(folder);
  });

  it("are not lost when several programs set and remove others at once", async () => {
    const names = Array.from({ length: 20 }, (_, i) => `name ${i}`);
    await new FileSecrets(folder).set("passing", "x");
    await Promise.all([
      ...names.map((name) => new FileSecrets(folder).set(name, name)),
      new FileSecrets(folder).remove("passing"),
    ]);
    expect(await Promise.all(names.map((name) => new FileSecrets(folder).get(name)))).toEqual(names);
    expect(readdirSync(folder)).toHaveLength(names.length);
  });

  it("may have any name", async () => {
    const secrets = new FileSecrets(folder);
    for (const name of ["__proto__", "../a", "a/b\0c", "Å", ""]) {
      expect(await secrets.get(name)).toBeUndefined();
      await secrets.set(name, `kept ${name}`);
      expect(await new FileSecrets(folder).get(name)).toBe(`kept ${name}`);
    }
    expect(readdirSync(dirname(folder))).toEqual(["secrets"]);
  });

  it.runIf(POSIX)("are in a file of mode 0600 in a folder of mode 0700, with nothing left beside it", async () => {
    await new FileSecrets(folder).set("a", "secret");
    expect((statSync(onlyFile()).mode & 0o777).toString(8)).toBe("600");
    expect((statSync(folder).mode & 0o777).toString(8)).toBe("700");
  });

  it.runIf(POSIX).each([0o640, 0o604, 0o660])(
    "are refused, and not rewritten, when others may read them: %o",
    async (mode) => {
      const secrets = new FileSecrets(folder);
      await secrets.set("a", "secret");
      chmodSync(onlyFile(), mode);
      const exposed = { code: "platform/secrets-exposed", hint: expect.stringContaining("chmod 600") };
      await expect(secrets.get("a")).rejects.toMatchObject(exposed);
      await expect(secrets.set("a", "other")).rejects.toMatchObject(exposed);
      expect(statSync(onlyFile()).mode & 0o777).toBe(mode);
      chmodSync(onlyFile(), 0o600);
      expect(await secrets.get("a")).toBe("secret");
    },
  );

  it.each(["", "not json", "[]", '{"name":"a","secret":1}', '{"name":"b","secret":"x"}', "null"])(
    "are not thrown away when the file is unreadable: %s",
    async (text) => {
      const secrets = new FileSecrets(folder);
      await secrets.set("a", "secret");
      writeFileSync(onlyFile(), text);
      await expect(secrets.get("a")).rejects.toMatchObject({ code: "platform/secrets-unreadable" });
      await expect(secrets.set("a", "x")).rejects.toMatchObject({ code: "platform/secrets-unreadable" });
      expect(readFileSync(onlyFile(), "utf8")).toBe(text);
    },
  );

  it.runIf(POSIX)("are not read through a link", async () => {
    await new FileSecrets(folder).set("a", "secret");
    const file = onlyFile();
    renameSync(file, `${folder}.real`);
    symlinkSync(`${folder}.real`, file);
    await expect(new FileSecrets(folder).get("a")).rejects.toMatchObject({ code: "platform/secrets-unreadable" });
  });
});

describe("openSecrets", () => {
  it("takes files, and says why, when there is no keychain", async () => {
    const secrets = await openSecrets({ folder, load: noKeychain });
    expect(secrets.where).toContain(folder);
    expect(secrets.keychainProblem?.message).toBe("no session bus");
    await secrets.set("a", "secret");
    expect(await secrets.get("a")).toBe("secret");
    expect(statSync(onlyFile()).isFile()).toBe(true);
  });

  it("takes files when the keychain forgets what it is told", async () => {
    const secrets = await openSecrets({ folder, load: async () => keychainOver(new Map(), { forgets: true }) });
    expect(secrets.keychainProblem?.message).toMatch(/did not give back/);
  });

  it("takes files when the keychain does not answer", async () => {
    const load = async () => keychainOver(new Map(), { silent: true });
    const secrets = await openSecrets({ folder, load, patienceMs: 1 });
    expect(secrets.keychainProblem?.message).toMatch(/did not answer/);
  });

  it("takes the keychain when it works, leaving no trace of the trial", async () => {
    const kept = new Map<string, string>();
    const secrets = await openSecrets({ folder, load: async () => keychainOver(kept) });
    expect(secrets.keychainProblem).toBeUndefined();
    expect(kept.size).toBe(0);
    await secrets.set("a", "secret");
    expect([...kept.values()]).toEqual(["secret"]);
    expect(() => statSync(folder)).toThrow("ENOENT");
  });

  it("finds in a file what was kept there while there was no keychain", async () => {
    await (await openSecrets({ folder, load: noKeychain })).set("a", "old");
    const secrets = await openSecrets({ folder, load: async () => keychainOver(new Map()) });
    expect(await secrets.get("a")).toBe("old");
    await secrets.set("a", "new");
    expect(await secrets.get("a")).toBe("new");
    expect(readdirSync(folder)).toEqual([]);
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
    const open = () => openSecrets({ folder: process.env.SECRETS_FOLDER, service: "Holdfast test" });
    const first = await open();
    await first.set("repository", "geheim ä");
    const second = await open();
    const found = await second.get("repository");
    await second.remove("repository");
    const gone = (await first.get("repository")) === undefined;
    console.log(JSON.stringify({ where: first.where, problem: first.keychainProblem?.message, found, gone }));
    process.exit(0);`;

  async function inSession(command: readonly string[]): Promise<Record<string, unknown>> {
    const home = tempFolder();
    const env = {
      HOME: home,
      XDG_DATA_HOME: join(home, "data"),
      XDG_RUNTIME_DIR: home,
      SECRETS_FOLDER: folder,
      PROGRAM: program,
    };
    const [name = "", ...args] = command;
    const result = await run(name, args, {
      env: { ...env, DBUS_SESSION_BUS_ADDRESS: undefined, NODE: process.execPath },
    });
    return JSON.parse(result.stdout.trim().split("\n").at(-1) ?? "");
  }

  it("is passed over without a session bus", async () => {
    const seen = await inSession(["sh", "-c", '"$NODE" --input-type=module -e "$PROGRAM"']);
    expect(seen).toMatchObject({
      where: `the folder ${folder}`,
      problem: expect.stringMatching(/\S/),
      found: "geheim ä",
      gone: true,
    });
  });

  it.skipIf(!has("dbus-run-session", "gnome-keyring-daemon"))(
    "keeps secrets when it is there (needs gnome-keyring and dbus-run-session)",
    async () => {
      const unlock = "printf pw | gnome-keyring-daemon --unlock --components=secrets >&2";
      const seen = await inSession([
        "dbus-run-session",
        "--",
        "sh",
        "-c",
        `${unlock}; "$NODE" --input-type=module -e "$PROGRAM"`,
      ]);
      expect(seen).toEqual({ where: "the desktop's keyring", found: "geheim ä", gone: true });
      expect(() => statSync(folder)).toThrow("ENOENT");
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
