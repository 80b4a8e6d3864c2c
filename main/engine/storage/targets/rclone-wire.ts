import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline, type Readable, type Writable } from "node:stream";

/**
 * A socket whose other end can be a program's standard input and output. Node's HTTP/2 wants one of the system: over any other stream
 * it may write after the end, which is a failed assertion that nobody can catch (`JSStreamSocket.doWrite`, in Node 24).
 */
export interface Wire {
  readonly socket: Socket;
  /** When the program ends, so does the socket, and the other way round. */
  lead(input: Writable, output: Readable): void;
}

export async function openWire(): Promise<Wire> {
  const [socket, far] = await socketPair();
  return {
    socket,
    lead(input, output) {
      // However one of them ends, there is nothing left that the other could be for. The session tells of it.
      pipeline(far, input, () => far.destroy());
      pipeline(output, far, () => far.destroy());
    },
  };
}

/** Both ends of a connection within this process. */
async function socketPair(): Promise<[near: Socket, far: Socket]> {
  // A folder that is ours alone; a pipe of Windows has a name that nobody can guess.
  const folder = process.platform === "win32" ? undefined : await mkdtemp(join(tmpdir(), "holdfast-rclone-"));
  const path = folder === undefined ? `\\\\.\\pipe\\holdfast-${randomUUID()}` : join(folder, "wire");
  const server = createServer();
  try {
    const accepted = firstOf(server);
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen(path, resolve));
    const near = connect(path);
    const connected = new Promise<void>((resolve, reject) => near.once("error", reject).once("connect", resolve));
    const [far] = await Promise.all([accepted, connected]);
    return [near, far];
  } finally {
    server.close();
    // Both ends are open: the name is not needed any more.
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

function firstOf(server: Server): Promise<Socket> {
  return new Promise((resolve, reject) => server.once("error", reject).once("connection", resolve));
}
