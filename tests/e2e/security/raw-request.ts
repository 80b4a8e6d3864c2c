import { connect, type Socket } from "node:net";

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** Names in small letters; one that came twice is joined. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** All of it. */
  readonly text: string;
}

/** A connection to a port of this machine, for requests that no client library would send. */
export async function connected(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  return socket;
}

/** Sends these very bytes, and takes what comes until the other side closes. */
export async function rawRequest(port: number, head: readonly string[], body = ""): Promise<RawAnswer> {
  const socket = await connected(port);
  socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  return answerOn(socket);
}

/** All that comes on a connection until the other side closes it. */
export async function answerOn(socket: Socket): Promise<RawAnswer> {
  let text = "";
  socket.on("data", (bytes: Buffer) => {
    text += bytes.toString("latin1");
  });
  await new Promise<void>((resolve) => socket.once("close", () => resolve()).once("error", () => undefined));
  return parse(text);
}

function parse(text: string): RawAnswer {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [name = "", ...value] = line.split(":");
    const before = headers.get(name.toLowerCase());
    const after = value.join(":").trim();
    headers.set(name.toLowerCase(), before === undefined ? after : `${before}, ${after}`);
  }
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(first)?.[1] ?? 0), headers, body: rest.join("\r\n\r\n"), text };
}
