import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe } from "vitest";
import { openStorage } from "../../main/engine/storage/index.ts";
import { describeStorage } from "../conformance/storage-suite.ts";
import { type Azurite, hasAzurite, startAzurite } from "../support/azurite.ts";

describe.skipIf(!hasAzurite())("Azure Blob Storage (Azurite)", () => {
  let azurite: Azurite;
  beforeAll(async () => {
    azurite = await startAzurite();
  });
  afterAll(() => azurite?.stop());

  const container = (): string => `c${randomBytes(8).toString("hex")}`;

  describeStorage("a folder of a container", async () => {
    const storage = openStorage(`azure:${container()}:/Über 100% "x"/b c`, { access: azurite.access });
    return { storage };
  });
});
