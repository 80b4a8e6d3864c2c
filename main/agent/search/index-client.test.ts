import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { type Clock, systemClock } from "../clock/index.ts";
import { IndexClient } from "./index-client.ts";

const FIND = { text: "a", offset: 0, limit: 10 };
const SNAPSHOT = { id: "a".repeat(64), time: 1, series: "plan:1", tree: "b".repeat(64) };

function client(file: string, clock: Clock = systemClock): IndexClient {
  const made = new IndexClient({ file }, clock);
  onTestFinished(() => made.close());
  return made;
}

it("asks a thread, which comes back after it went for want of work", async () => {
  let idle = (): void => {};
  const clock: Clock = {
    now: () => 0,
    after: (_ms, call) => {
      idle = call;
      return () => {};
    },
  };
  const index = client(join(tempFolder(), "search.sqlite"), clock);
  expect(await index.call("reconcile", "target", [SNAPSHOT])).toEqual([SNAPSHOT]);
  const { place } = await index.call("begin", "target", SNAPSHOT);
  await index.call("finish", place);
  idle();
  // Also while it is leaving.
  expect(await index.call("totals")).toEqual({ snapshots: 1, paths: 0, spans: 0 });
});

it("ends what was asked before it closes, and takes no more", async () => {
  const index = client(join(tempFolder(), "search.sqlite"));
  const asked = index.call("find", FIND);
  await Promise.resolve();
  await index.close();
  expect(await asked).toEqual({ found: [], hasMore: false, isCut: false });
  await expect(index.call("find", FIND)).rejects.toThrow("closed");
});

it("tells what stands in the way of its file", async () => {
  const index = client(tempFolder());
  await expect(index.call("totals")).rejects.toMatchObject({ code: "agent/database-unusable" });
});
