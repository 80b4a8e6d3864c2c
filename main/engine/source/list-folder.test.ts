import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { type ByteString, fromText, joinPath } from "../names/index.ts";
import { longPaths } from "../system/index.ts";
import { listFolder, lookUp, SourceUnreadable } from "./index.ts";

describe.runIf(process.platform !== "win32")("listing a folder", () => {
  it("gives every name as its bytes, in byte order", () => {
    const folder = tempFolder();
    const names = [
      "\xff\xfe",
      "\xef\xbd\x9e",
      "\xf0\x9f\x98\x80",
      "a\nb",
      "a b",
      "a",
      "B",
      "\xc3",
      "x".repeat(255),
      "\\",
    ];
    for (const name of names) writeFileSync(Buffer.from(`${folder}/${name}`, "latin1"), name);
    const { entries, problems } = listFolder(fromText(folder));
    expect(entries.map(({ name }) => name)).toEqual([...names].sort());
    expect(entries.map(({ name, stat }) => [name, Number(stat.size)])).toEqual(
      [...names].sort().map((name) => [name, Buffer.from(name).length]),
    );
    expect(problems).toEqual([]);
  });

  it("leaves sockets out without a word", async () => {
    const folder = tempFolder();
    const server = createServer().listen(join(folder, "socket"));
    await new Promise((resolve) => server.once("listening", resolve));
    expect(readdirSync(folder)).toEqual(["socket"]);
    expect(listFolder(fromText(folder))).toEqual({ entries: [], problems: [] });
    await new Promise((resolve) => server.close(resolve));
  });

  it("lists folders deeper than one system call reaches", () => {
    let path = fromText(tempFolder());
    while (path.length < 6000) {
      path = joinPath(path, fromText("deep-folder-name"));
      mkdirSync(longPaths.reach(path));
    }
    writeFileSync(longPaths.reach(joinPath(path, fromText("file"))), "1234");
    const { entries } = listFolder(path);
    expect(entries.map(({ name, stat }) => [name, stat.size])).toEqual([["file", 4n]]);
    longPaths.close();
  });

  it("tells a folder that is gone from one that is no folder", () => {
    const folder = tempFolder();
    writeFileSync(join(folder, "file"), "");
    expect(() => listFolder(fromText(join(folder, "gone")))).toThrow(
      expect.objectContaining({ code: "source/unreadable", problem: expect.objectContaining({ cause: "vanished" }) }),
    );
    expect(() => listFolder(fromText(join(folder, "file")))).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ cause: "changed" }) }),
    );
  });

  it("looks at the root of the file system as at any folder", () => {
    expect(lookUp(fromText("/"), fromText("/")).type).toBe("dir");
    expect(listFolder(fromText("/")).entries.map(({ name }) => name)).toContain("tmp");
  });

  it("says that a path is too long where no way leads to it", () => {
    const path = joinPath(fromText(tempFolder()), "n".repeat(256) as ByteString);
    expect(() => lookUp(path, "n" as ByteString)).toThrow(SourceUnreadable);
    expect(() => lookUp(path, "n" as ByteString)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ cause: "too-long" }) }),
    );
  });
});
