import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The forms in which a secret may turn up: as it is, in a URL, in JSON, in a header, as a command shows it. */
export function formsOf(secret: string, user: string): readonly Buffer[] {
  const texts = [
    ...[secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), secret.replaceAll(" ", "+")],
    ...[Buffer.from(secret).toString("base64"), Buffer.from(secret).toString("hex")],
    Buffer.from(`${user}:${secret}`).toString("base64"),
  ];
  return [...new Set(texts)].map((text) => Buffer.from(text));
}

/** Where in a folder a secret is, by the paths of the files; SQLite's own files are read as bytes. */
export function filesWith(folder: string, forms: readonly Buffer[], isMeant: (path: string) => boolean): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map((file) => join(file.parentPath, file.name))
    .filter((path) => !isMeant(path) && holds(readFileSync(path), forms));
}

export function holds(bytes: Uint8Array | string, forms: readonly Buffer[]): boolean {
  const buffer = Buffer.from(bytes);
  return forms.some((form) => buffer.includes(form));
}

/** In so many looks a process has become what it is to be. */
const ENOUGH_LOOKS = 10;

/**
 * Looks at all processes of the machine, again and again: at their command lines, which everybody sees, and at the environment of the
 * processes below one. Linux only.
 */
export class ProcessWatch {
  readonly #forms: readonly Buffer[];
  readonly #found = new Set<string>();
  /** How often each process was looked at: its first moments may still be those of the program that started it. */
  readonly #looks = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(forms: readonly Buffer[]) {
    this.#forms = forms;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.look(), 20);
  }

  /** @returns what was seen that should not be: programs, each with where the secret stood */
  stop(): readonly string[] {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.look();
    return [...this.#found];
  }

  look(): void {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      const looks = this.#looks.get(pid) ?? 0;
      if (looks >= ENOUGH_LOOKS) continue;
      this.#looks.set(pid, looks + 1);
      const commandLine = read(`/proc/${pid}/cmdline`);
      if (holds(commandLine, this.#forms)) this.#found.add(`command line of ${printed(commandLine)}`);
      if (isBelowAgent(pid) && holds(read(`/proc/${pid}/environ`), this.#forms))
        this.#found.add(`environment of ${printed(commandLine)}`);
    }
  }
}

/** A process that an agent started: its parent's command line says “serve”. */
function isBelowAgent(pid: string): boolean {
  const [, parent = "0"] = /^\d+ \(.*\) \S (\d+)/s.exec(read(`/proc/${pid}/stat`).toString()) ?? [];
  return parent !== "0" && read(`/proc/${parent}/cmdline`).toString().split("\0").includes("serve");
}

/** Empty for a process that is gone meanwhile. */
function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

function printed(commandLine: Buffer): string {
  return commandLine.toString().split("\0")[0] ?? "";
}
