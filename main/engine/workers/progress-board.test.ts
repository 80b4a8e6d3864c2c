import { expect, it } from "vitest";
import { ProgressBoard } from "./progress-board.ts";

it("adds up what all threads counted", () => {
  const board = ProgressBoard.create(["files", "bytes"], 2);
  for (const slot of [0, 1]) {
    const thread = ProgressBoard.attach<"files" | "bytes">(board.memory, slot);
    thread.add("files", 2);
    thread.add("bytes", 2 ** 40);
  }
  expect(board.totals()).toEqual({ files: 4, bytes: 2 ** 41 });
});

it("shows the line of each thread that has one, cut at the front where it is too long", () => {
  const board = ProgressBoard.create(["files"], 3);
  ProgressBoard.attach(board.memory, 0).show(Buffer.from("/home/ada"));
  ProgressBoard.attach(board.memory, 2).show(Buffer.from(`${"x".repeat(2000)}end`));
  const [first, second, ...more] = board.shown().map(String);
  expect(first).toBe("/home/ada");
  expect(second).toMatch(/^x+end$/);
  expect(more).toEqual([]);
});

it("forgets everything on reset", () => {
  const board = ProgressBoard.create(["files"], 1);
  const thread = ProgressBoard.attach<"files">(board.memory, 0);
  thread.add("files", 1);
  thread.show(Buffer.from("/x"));
  board.reset();
  expect(board.totals()).toEqual({ files: 0 });
  expect(board.shown()).toEqual([]);
});
