import { connect, createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { isOfAnotherUser, ownerIn } from "./peer.ts";

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1267 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1 0 100 0 0 10 0
   1: 0100007F:C350 0100007F:1267 01 00000000:00000000 00:00000000 00000000  1001        0 2 1 0 20 4 30 10 -1
   2: 0100007F:1267 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 3 1 0 20 4 30 10 -1
   3: 0100007F:C351 0100007F:1267 06 00000000:00000000 00:00000000 00000000     0        0 0 3 0
   4: 0000000000000000FFFF00000100007F:C352 0000000000000000FFFF00000100007F:1267 01 00000000:00000000 00:00000000 00000000  1002        0 4`;

describe("the owner of a connection", () => {
  it("is the user at its other end", () => {
    expect(ownerIn(TABLE, 0xc350, 0x1267)).toBe(1001);
    expect(ownerIn(TABLE, 0xc352, 0x1267)).toBe(1002);
  });

  it("is unknown for connections that are over, or not there", () => {
    expect(ownerIn(TABLE, 0xc351, 0x1267)).toBeUndefined();
    expect(ownerIn(TABLE, 0xc353, 0x1267)).toBeUndefined();
    expect(ownerIn("", 1, 2)).toBeUndefined();
  });

  it("is this user for a connection of this process", async () => {
    const server = createServer();
    const accepted = new Promise<Socket>((resolve) => server.once("connection", resolve));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const client = connect(typeof address === "object" ? (address?.port ?? 0) : 0, "127.0.0.1");
    expect(await isOfAnotherUser(await accepted)).toBe(false);
    client.destroy();
    server.close();
  });
});
