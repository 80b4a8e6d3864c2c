import { expect, it } from "vitest";
import { StorageNotAllowed, StoredFileProtected } from "../../engine/storage/index.ts";
import { refusedRemovals } from "./refused-removals.ts";

const file = { kind: "snapshots", name: "a".repeat(64) } as const;
const action = { doing: "remove", file, location: "rest:http://server/" } as never;
// No more is looked at.
const failed = (error: unknown) => ({ snapshot: { id: file.name }, error }) as never;

it("tells what a storage refuses by design from what is a problem", () => {
  const rights = failed(new StorageNotAllowed(action, "rights"));
  expect(refusedRemovals([rights])).toEqual({ isAppendOnly: false, failures: [rights] });
  const added = refusedRemovals([failed(new StorageNotAllowed(action, "append-only")), rights]);
  expect(added).toEqual({ isAppendOnly: true, failures: [rights] });
});

it("says until when the last of what is protected stays", () => {
  const until = (day: string) => failed(new StoredFileProtected("s3:bucket", file, new Date(`${day}T10:00Z`)));
  const { protection, failures } = refusedRemovals([until("2027-03-01"), until("2027-04-01")]);
  expect(failures).toEqual([]);
  expect(protection).toContain("2 snapshots not kept by the rules");
  expect(protection).toContain("until 2027-04-01 at the latest");
});
