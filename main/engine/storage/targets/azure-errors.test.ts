import { describe, expect, it } from "vitest";
import type { StorageAction } from "../errors.ts";
import { type AzureAnswer, translateAzure } from "./azure-errors.ts";

const FILE = { kind: "data", name: "ab".repeat(32) } as const;
const WRITE: StorageAction = { location: "azure:c:/", doing: "write", file: FILE };
const READ: StorageAction = { ...WRITE, doing: "read" };
const REMOVE: StorageAction = { ...WRITE, doing: "remove" };
const LIST: StorageAction = { location: "azure:c:/", doing: "list" };

const codeOf = (status: number, code: string, action = WRITE, more: Partial<AzureAnswer> = {}): string =>
  translateAzure({ status, code, message: "The words.", ...more }, action, "c").code;

describe("what Azure says", () => {
  it("passes by itself, where it is busy or a body did not arrive whole", () => {
    for (const [status, code] of [
      [503, "ServerBusy"],
      [500, "InternalError"],
      [500, "OperationTimedOut"],
      [429, "TooManyRequests"],
      [400, "Md5Mismatch"],
      [409, "ContainerBeingDeleted"],
    ] as const)
      expect(codeOf(status, code), code).toBe("storage/interrupted");
    const busy = translateAzure({ status: 503, code: "ServerBusy", message: "", waitMs: 3000 }, WRITE, "c");
    expect(busy).toMatchObject({ retry: "now", waitMs: 3000 });
  });

  it("is about who asks, about what he may, or about his clock", () => {
    const old = { clockAheadMs: 3_600_000 };
    expect(codeOf(403, "AuthenticationFailed")).toBe("storage/access-denied");
    expect(codeOf(403, "AuthenticationFailed", READ, { clockAheadMs: -60_000 })).toBe("storage/access-denied");
    expect(codeOf(403, "AuthenticationFailed", READ, old)).toBe("storage/clock-off");
    expect(codeOf(403, "", READ, old)).toBe("storage/clock-off");
    expect(codeOf(401, "NoAuthenticationInformation", READ)).toBe("storage/access-denied");
    expect(codeOf(403, "AuthorizationFailure", READ, old)).toBe("storage/not-allowed");
    expect(codeOf(403, "AuthorizationPermissionMismatch", REMOVE)).toBe("storage/not-allowed");
    const unsigned = { message: "Server failed to authenticate the request." };
    expect(codeOf(403, "AuthorizationFailure", READ, unsigned)).toBe("storage/access-denied");
    const expired = { message: "Signature not valid in the specified time frame" };
    const { hint } = translateAzure({ status: 403, code: "AuthenticationFailed", ...expired }, READ, "c");
    expect(hint).toMatch(/expired/);
  });

  it("is about the container, the blob, its protection, or room", () => {
    expect(codeOf(404, "ContainerNotFound", LIST)).toBe("storage/no-container");
    expect(codeOf(404, "BlobNotFound", READ)).toBe("storage/missing");
    expect(codeOf(404, "", READ)).toBe("storage/missing");
    expect(codeOf(409, "BlobImmutableDueToPolicy", REMOVE)).toBe("storage/protected");
    expect(codeOf(409, "BlobImmutableDueToLegalHold", WRITE)).toBe("storage/protected");
    expect(codeOf(409, "AccountQuotaExceeded")).toBe("storage/full");
    expect(codeOf(400, "InvalidHeaderValue")).toBe("storage/failed");
    expect(codeOf(409, "BlobArchived", READ)).toBe("storage/failed");
  });
});
