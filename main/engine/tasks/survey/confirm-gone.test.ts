import { describe, expect, it } from "vitest";
import { MemoryStorage } from "../../../../tests/support/memory-storage.ts";
import type { PackId } from "../../format/index.ts";
import { confirmGone } from "./confirm-gone.ts";

const [THERE, GONE] = ["ab".repeat(32) as PackId, "cd".repeat(32) as PackId]; // 64 hexadecimal digits each
const SIGNAL = new AbortController().signal;

describe("packs that a list lacks", () => {
  it("are gone if nobody finds them", async () => {
    await expect(confirmGone(new MemoryStorage(), [GONE, THERE], SIGNAL)).resolves.toBeUndefined();
  });

  it("make the list doubtful if one of them is there", async () => {
    const storage = new MemoryStorage();
    await storage.write({ kind: "data", name: THERE }, Buffer.from("pack"));
    await expect(confirmGone(storage, [GONE, THERE], SIGNAL)).rejects.toMatchObject({ code: "storage/interrupted" });
  });
});
