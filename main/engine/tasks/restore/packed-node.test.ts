import { describe, expect, it } from "vitest";
import type { TimeText, TreeNode } from "../../format/index.ts";
import { fromText } from "../../names/index.ts";
import { packNode, unpackNode } from "./packed-node.ts";

const PATH = fromText("folder/file");
// Texts of the form that the format has.
const time = (text: string): TimeText => text as TimeText;

function node(more: Partial<TreeNode>): TreeNode {
  return {
    ...{ name: fromText("file"), type: "file", mode: 0o644, uid: 3, gid: 4, content: null },
    ...{ mtime: time("2024-05-06T07:08:09.123456789+02:00"), atime: time("2024-05-06T07:08:10Z") },
    ...{ ctime: time("2024-05-06T07:08:09.123456789+02:00") },
    ...more,
  };
}

describe("a file's metadata on its way between threads", () => {
  it("arrives as it was sent", () => {
    for (const sent of [node({}), node({ user: 'a"\n\\b', group: "ü\0" }), node({ user: "", mode: 0o104755 })]) {
      expect(unpackNode(packNode(sent), PATH)).toEqual(sent);
    }
  });

  it("keeps extended attributes, and leaves out what nothing is set from", () => {
    const attributes = [{ name: "user.a", value: new Uint8Array([0, 255]) }];
    const sent = node({ extendedAttributes: attributes, size: 5, inode: 7n });
    expect(unpackNode(packNode(sent), PATH)).toEqual(node({ extendedAttributes: attributes }));
  });
});
