import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LoginItemSettings } from "electron";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { run } from "../../../../tests/support/programs.ts";
import { tempFolder } from "../../../../tests/support/temp-folder.ts";
import { AutostartFile, quotedArgument } from "./autostart-file.ts";
import { LoginKeeper } from "./login-keeper.ts";
import { startsHidden, systemLoginItem } from "./system-login-item.ts";

/** What a desktop makes of a value of the key Exec: first as any value of the file, then as a line of arguments. */
function argumentsOf(exec: string): string[] {
  const escapes: Record<string, string> = { s: " ", n: "\n", t: "\t", r: "\r", "\\": "\\" };
  const value = exec.replaceAll(/\\(.)/gs, (_all, letter: string) => escapes[letter] ?? letter);
  const found = value.match(/"(?:\\.|[^"\\])*"/gs) ?? [];
  return found.map((each) =>
    each
      .slice(1, -1)
      .replaceAll(/\\(["`$\\])/g, "$1")
      .replaceAll("%%", "%"),
  );
}

describe("the autostart file", () => {
  const file = (program = "/opt/Holdfast/holdfast") => {
    const home = tempFolder();
    const path = join(home, ".config/autostart/holdfast.desktop");
    return { item: new AutostartFile({ env: {}, home, program, args: ["--hidden"] }), path, home };
  };

  it("starts the program, hidden, and is gone when it is turned off", async () => {
    const { item, path } = file();
    expect(await item.isOn()).toBe(false);
    await item.turnOff();
    await item.turnOn();
    expect(await item.isOn()).toBe(true);
    expect(readFileSync(path, "utf8")).toContain('Exec="/opt/Holdfast/holdfast" "--hidden"\n');
    await item.turnOff();
    expect([await item.isOn(), existsSync(path)]).toEqual([false, false]);
  });

  it("is left alone when it is right, and made anew when the program has moved", async () => {
    const { item, path, home } = file();
    await item.turnOn();
    const before = statSync(path, { bigint: true }).mtimeNs;
    await item.turnOn();
    expect(statSync(path, { bigint: true }).mtimeNs).toBe(before);
    await new AutostartFile({ env: {}, home, program: "/new place/holdfast", args: [] }).turnOn();
    expect(readFileSync(path, "utf8")).toContain('Exec="/new place/holdfast"\n');
  });

  it.each(["Hidden=true", "X-GNOME-Autostart-enabled=false"])("is off when a desktop has written %s", async (line) => {
    const { item, path } = file();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `[Desktop Entry]\nExec=holdfast\n${line}\n`);
    expect(await item.isOn()).toBe(false);
  });

  it("is where the user keeps settings, unless that is no absolute path", async () => {
    const [home, config] = [tempFolder(), tempFolder()];
    const on = (env: Record<string, string>) => new AutostartFile({ env, home, program: "/p", args: [] }).turnOn();
    await on({ XDG_CONFIG_HOME: config });
    await on({ XDG_CONFIG_HOME: "relative" });
    expect([config, join(home, ".config")].map((at) => existsSync(join(at, "autostart/holdfast.desktop")))).toEqual([
      true,
      true,
    ]);
  });

  it("quotes whatever a path may have in it", () => {
    const path = fc.string({ unit: fc.constantFrom(..."aä /%\"`$\\'\n\t=;#") });
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 3 }), (args) => {
        const exec = args.map(quotedArgument).join(" ");
        expect(exec).not.toMatch(/[\n\t]/);
        expect(argumentsOf(exec)).toEqual(args);
      }),
    );
  });

  it.runIf(process.platform === "linux" && existsSync("/usr/bin/gio"))(
    "is started by a desktop's own library",
    async () => {
      const home = tempFolder(); // GLib looks for the program before it undoubles a “%”: that is left to the test before
      const program = join(home, 'a "strange" $HOME `x` \\place');
      writeFileSync(program, `#!/bin/sh\nprintf '%s' "$1" > "${home}/came"\n`, { mode: 0o755 });
      await new AutostartFile({ env: {}, home, program, args: ["--hidden"] }).turnOn();
      const { code, stderr } = await run("gio", ["launch", join(home, ".config/autostart/holdfast.desktop")]);
      expect([code, stderr]).toEqual([0, ""]);
      await expect.poll(() => existsSync(join(home, "came"))).toBe(true);
      await expect.poll(() => readFileSync(join(home, "came"), "utf8")).toBe("--hidden");
    },
  );
});

describe("the system's own way", () => {
  const app = (facts: Partial<LoginItemSettings>) => {
    const set: unknown[] = [];
    return {
      set,
      getLoginItemSettings: () => facts as LoginItemSettings,
      setLoginItemSettings: (settings: object) => void set.push(settings),
    };
  };
  const item = (made: ReturnType<typeof app>, platform: NodeJS.Platform) =>
    systemLoginItem({ app: made, platform, program: "/p", env: {}, home: "/h" });

  it("is Electron's on Windows and macOS", async () => {
    const made = app({});
    await item(made, "win32").turnOn();
    await item(made, "darwin").turnOff();
    expect(made.set).toEqual([
      { openAtLogin: true, args: ["--hidden"] },
      { openAtLogin: false, args: ["--hidden"] },
    ]);
  });

  it("is off when the task manager says so, whatever the entry says", async () => {
    expect(await item(app({ openAtLogin: true, executableWillLaunchAtLogin: false }), "win32").isOn()).toBe(false);
    expect(await item(app({ openAtLogin: true }), "darwin").isOn()).toBe(true);
  });

  it("starts an AppImage by its own file", async () => {
    const home = tempFolder();
    const env = { APPIMAGE: "/apps/Holdfast.AppImage" };
    await systemLoginItem({ app: app({}), platform: "linux", program: "/tmp/.mount/holdfast", env, home }).turnOn();
    const path = join(home, ".config/autostart/holdfast.desktop");
    expect(readFileSync(path, "utf8")).toContain('Exec="/apps/Holdfast.AppImage" "--hidden"');
  });

  it("keeps the window closed at login", () => {
    const [opened, not] = [app({ wasOpenedAtLogin: true }), app({ wasOpenedAtLogin: false })];
    expect(startsHidden(not, ["holdfast", "--hidden"], "linux")).toBe(true);
    expect([startsHidden(opened, [], "darwin"), startsHidden(not, [], "darwin")]).toEqual([true, false]);
    expect(startsHidden(opened, [], "win32")).toBe(false);
  });
});

describe("the preference and the system", () => {
  /** One life of the program after the other, over the same system. */
  function system() {
    const file = join(tempFolder(), "data/login.json");
    const state = { isOn: false, done: [] as string[], preferred: [] as boolean[], troubles: 0, isBroken: false };
    const turn = async (on: boolean): Promise<void> => {
      if (state.isBroken) throw new Error("refused");
      state.isOn = on;
      state.done.push(on ? "on" : "off");
    };
    const life = (): LoginKeeper =>
      new LoginKeeper({
        item: { isOn: async () => state.isOn, turnOn: () => turn(true), turnOff: () => turn(false) },
        file,
        prefer: async (value) => void state.preferred.push(value),
        onTrouble: () => (state.troubles += 1),
      });
    return { state, life, file };
  }

  it("is done at the first start, and when it changes", async () => {
    const { state, life } = system();
    const keeper = life();
    for (const wanted of [true, true, false, true]) await keeper.prefers(wanted);
    expect([state.done, state.preferred]).toEqual([["on", "off", "on"], []]);
  });

  it("is done anew at each start, as the program may have moved", async () => {
    const { state, life } = system();
    await life().prefers(true);
    await life().prefers(true);
    expect(state.done).toEqual(["on", "on"]);
  });

  it("follows what the user turned off in the system", async () => {
    const { state, life } = system();
    await life().prefers(true);
    state.isOn = false;
    const next = life();
    await next.prefers(true);
    expect([state.isOn, state.preferred]).toEqual([false, [false]]);
    await next.prefers(false); // the preference has become so
    expect(state.done).toEqual(["on"]);
    await next.prefers(true);
    expect(state.isOn).toBe(true);
  });

  it("that could not be done is told once, and tried again when it is chosen anew", async () => {
    const { state, life } = system();
    const keeper = life();
    state.isBroken = true;
    for (let times = 0; times < 3; times++) await keeper.prefers(true);
    state.isBroken = false;
    for (const wanted of [true, false, true]) await keeper.prefers(wanted);
    expect([state.troubles, state.done]).toEqual([1, ["off", "on"]]);
  });

  it("is done again when nobody knows any more what was", async () => {
    const { state, life, file } = system();
    await life().prefers(true);
    rmSync(file);
    state.isOn = false;
    await life().prefers(true);
    expect(state.isOn).toBe(true);
  });
});
