import { expect, it } from "vitest";
import { formatTime } from "../../format/index.ts";
import { fromText } from "../../names/index.ts";
import { readPreviousFolder } from "./previous-folder.ts";

const time = formatTime(1_700_000_000_000_000_000n);

function file(name: string, mtime: string, content: string): string {
  return `{"name":"${name}","type":"file","mtime":"${mtime}","atime":"${mtime}","ctime":"${mtime}","uid":0,"gid":0,"content":[${content}]}`;
}

it("knows what a tree says of its entries", () => {
  const id = "ab".repeat(32);
  const folder = readPreviousFolder(Buffer.from(`{"nodes":[${file("a", time, `"${id}"`)},${file("b", time, "")}]}\n`));
  expect(folder.get(fromText("a"))?.node?.content).toEqual([id]);
  expect(folder.get(fromText("b"))?.plain?.content).toBe("[]");
});

it("knows nothing of an entry whose text is damaged within, and all of the others", () => {
  const folder = readPreviousFolder(Buffer.from(`{"nodes":[${file("a", "yesterday", "")},${file("b", time, "")}]}\n`));
  expect(folder.get(fromText("a"))?.node).toBeUndefined();
  expect(folder.get(fromText("b"))?.node?.mtime).toBe(time);
});
