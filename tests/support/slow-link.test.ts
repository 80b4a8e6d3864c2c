import { once } from "node:events";
import { connect, createServer } from "node:net";
import { expect, it } from "vitest";
import { startSlowLink } from "./slow-link.ts";

it("brings all bytes through both ways in their order, later and not faster than it is told", async () => {
  const echo = createServer({ allowHalfOpen: true }, (socket) => socket.pipe(socket)).listen(0, "127.0.0.1");
  await once(echo, "listening");
  const address = echo.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
  const link = await startSlowLink({ upstream: address.port, delayMs: 20, bytesPerSecond: 5_000_000 });
  const begin = performance.now();
  const socket = connect({ port: link.port, host: "127.0.0.1", allowHalfOpen: true });
  const sent = Buffer.from(Array.from({ length: 1_000_000 }, (_, at) => at % 251));
  socket.end(sent);
  const parts: Buffer[] = [];
  for await (const part of socket) parts.push(part as Buffer); // a socket without an encoding gives buffers
  // Only what must not be less is judged: a busy machine makes everything later.
  expect(performance.now() - begin).toBeGreaterThanOrEqual(240);
  expect(Buffer.concat(parts).equals(sent)).toBe(true);
  await link.stop();
  echo.close();
});
