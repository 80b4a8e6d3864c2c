import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { writePrivateFile } from "../../../platform/index.ts";
import type { LoginItem } from "./login-item.ts";

export interface AutostartSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** What is started: absolute. */
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * The file by which desktops on Linux start a program with the user's session.
 *
 * @see https://specifications.freedesktop.org/autostart-spec/latest/
 */
export class AutostartFile implements LoginItem {
  readonly #path: string;
  readonly #content: string;

  constructor({ env, home, program, args }: AutostartSurroundings) {
    this.#path = path.join(configFolder(env, home), "autostart", "holdfast.desktop");
    this.#content = desktopEntry([program, ...args]);
  }

  /** Desktops turn it off by removing it, or by a line in it. */
  async isOn(): Promise<boolean> {
    const text = await readFile(this.#path, "utf8").catch(() => undefined);
    return text !== undefined && !/^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/m.test(text);
  }

  /** Also where it is there already: the program may have moved. */
  async turnOn(): Promise<void> {
    const text = await readFile(this.#path, "utf8").catch(() => undefined);
    if (text !== this.#content) await writePrivateFile(this.#path, this.#content);
  }

  async turnOff(): Promise<void> {
    await rm(this.#path, { force: true });
  }
}

/** The XDG standard says to ignore a relative one. */
function configFolder(env: AutostartSurroundings["env"], home: string): string {
  const chosen = env["XDG_CONFIG_HOME"] ?? "";
  return path.isAbsolute(chosen) ? chosen : path.join(home, ".config");
}

function desktopEntry(command: readonly string[]): string {
  const lines = [
    "[Desktop Entry]",
    "Type=Application",
    "Name=Holdfast",
    "Comment=Backups that prove every day that they come back",
    `Exec=${command.map(quotedArgument).join(" ")}`,
    "Icon=holdfast",
    "Terminal=false",
    "X-GNOME-Autostart-enabled=true",
  ];
  return `${lines.join("\n")}\n`;
}

/**
 * One argument of the key Exec: quoted, `%` doubled as it would begin a field code, and then escaped as every value of the file
 * is.
 *
 * @see https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
 */
export function quotedArgument(argument: string): string {
  const quoted = `"${argument.replaceAll(/["`$\\]/g, "\\$&").replaceAll("%", "%%")}"`;
  return quoted.replaceAll(/[\\\n\t\r]/g, (character) => ESCAPES[character] ?? character);
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r" };
