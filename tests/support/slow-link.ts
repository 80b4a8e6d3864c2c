import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface SlowLinkOptions {
  /** The server's port on loopback. */
  readonly upstream: number;
  /** How long each byte is under way, each way. */
  readonly delayMs: number;
  /** Each way, of all connections together; no limit if absent. */
  readonly bytesPerSecond?: number;
}

export interface SlowLink {
  readonly port: number;
  stop(): Promise<void>;
}

/** Bytes of one connection that may be under way: about what a kernel's window grows to. */
const WINDOW_BYTES = 4 << 20;

/** A loopback port that leads to another one through a line that is long and narrow: connections wait and share as on a real one. */
export async function startSlowLink({ upstream, delayMs, bytesPerSecond }: SlowLinkOptions): Promise<SlowLink> {
  const [up, down] = [new Line(delayMs, bytesPerSecond), new Line(delayMs, bytesPerSecond)];
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const far = connect({ port: upstream, host: "127.0.0.1", allowHalfOpen: true });
    for (const socket of [client, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("close", () => sockets.delete(socket));
    }
    join(client, far, up);
    join(far, client, down);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
  return {
    port: address.port,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** One way of the line, which all connections share. */
class Line {
  readonly #delayMs: number;
  readonly #bytesPerSecond: number;
  #freeAt = 0;

  constructor(delayMs: number, bytesPerSecond = Number.POSITIVE_INFINITY) {
    this.#delayMs = delayMs;
    this.#bytesPerSecond = bytesPerSecond;
  }

  /** Calls when so many bytes, sent now, have arrived. */
  send(bytes: number, arrive: () => void): void {
    const now = performance.now();
    this.#freeAt = Math.max(this.#freeAt, now) + (bytes / this.#bytesPerSecond) * 1000;
    setTimeout(arrive, this.#freeAt + this.#delayMs - now);
  }
}

function join(from: Socket, to: Socket, line: Line): void {
  let underWay = 0;
  const waiting: (Buffer | "end")[] = [];
  // Timers of one moment may come in any order; what was sent first arrives first.
  const arrive = (): void => {
    const next = waiting.shift();
    if (next === undefined || to.destroyed) return;
    if (next === "end") return void to.end();
    underWay -= next.length;
    if (!to.write(next)) to.once("drain", () => from.resume());
    else if (underWay < WINDOW_BYTES) from.resume();
  };
  from.on("data", (bytes: Buffer) => {
    underWay += bytes.length;
    waiting.push(bytes);
    if (underWay >= WINDOW_BYTES) from.pause();
    line.send(bytes.length, arrive);
  });
  from.on("end", () => {
    waiting.push("end");
    line.send(0, arrive);
  });
  from.on("error", () => to.destroy());
  from.on("close", (hadError) => {
    if (hadError) to.destroy();
  });
}
