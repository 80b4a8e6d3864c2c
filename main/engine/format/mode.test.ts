import { describe, expect, it } from "vitest";
import { goMode, nodeTypeOf, unixPermissions } from "./index.ts";

describe("modes", () => {
  it.each([
    ["a file 0644", 0o100644, 420, "file"],
    ["a folder 0755", 0o040755, 2147484141, "dir"],
    ["a sticky folder 01777", 0o041777, 2148532735, "dir"],
    ["a symbolic link", 0o120777, 134218239, "symlink"],
    ["a setuid file 04755", 0o104755, 8389101, "file"],
    ["a setgid file 02755", 0o102755, 4194797, "file"],
    ["a character device 0600", 0o020600, 69206400, "chardev"],
    ["a block device 0600", 0o060600, 67109248, "dev"],
    ["a named pipe 0644", 0o010644, 33554852, "fifo"],
    ["a socket 0755", 0o140755, 2 ** 24 + 0o755, "socket"],
  ])("stores %s as restic does and gives its permissions back", (_what, unix, stored, type) => {
    expect(goMode(unix)).toBe(stored);
    expect(unixPermissions(stored)).toBe(unix & 0o7777);
    expect(nodeTypeOf(unix)).toBe(type);
  });

  it("knows no type for what the format cannot store", () => {
    expect(nodeTypeOf(0o160000)).toBeUndefined();
  });
});
