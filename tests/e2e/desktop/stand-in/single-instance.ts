import { existsSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { join } from "node:path";

/** One program for a folder: the first has the lock, and hears what the others were started with. */
export class SingleInstance {
  readonly #lock: string;
  readonly #socket: string;

  constructor(folder: string) {
    this.#lock = join(folder, "instance.lock");
    this.#socket = join(folder, "instance.sock");
  }

  /** @returns false if another program has it, which is then told */
  take(args: readonly string[], onOther: (args: string[]) => void): { readonly isFirst: boolean; told: Promise<void> } {
    if (this.#isTaken()) return { isFirst: false, told: this.#tell(args) };
    rmSync(this.#socket, { force: true });
    writeSync(openSync(this.#lock, "w"), String(process.pid));
    const server = createServer((connection) => {
      connection.on("data", (bytes) => onOther(JSON.parse(bytes.toString()) as string[])); // from #tell
    });
    server.listen(this.#socket);
    return { isFirst: true, told: Promise.resolve() };
  }

  #isTaken(): boolean {
    if (!existsSync(this.#lock)) return false;
    try {
      process.kill(Number(readFileSync(this.#lock, "utf8")), 0);
      return true;
    } catch {
      return false;
    }
  }

  #tell(args: readonly string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const connection = createConnection(this.#socket, () => connection.end(JSON.stringify(args)));
      connection.on("close", () => resolve());
      connection.on("error", reject);
    });
  }
}
