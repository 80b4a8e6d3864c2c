import { expect, it } from "vitest";
import { Workspace } from "./index.ts";

it("gives the same memory again as long as it is enough, and takes more only now and then", () => {
  const workspace = new Workspace();
  const first = workspace.room(100_000);
  expect(workspace.room(50_000)).toBe(first);
  let [count, last] = [0, workspace.room(1)];
  for (let bytes = 100_000; bytes < 8_000_000; bytes += 1000) {
    const room = workspace.room(bytes);
    expect(room.length).toBeGreaterThanOrEqual(bytes);
    if (room !== last) count += 1;
    last = room;
  }
  expect(count).toBeLessThan(25);
  expect(first.length).toBe(0); // given back, not kept until the collector comes
});
