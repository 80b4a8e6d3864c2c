import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FOLDER_KINDS, fileAtPath, layoutPath, strayAtPath } from "./layout.ts";

const id = fc.stringMatching(/^[0-9a-f]{64}$/);

describe("a path below a repository's root", () => {
  it("is the file whose path it is", () => {
    fc.assert(
      fc.property(fc.constantFrom(...FOLDER_KINDS), id, (kind, name) => {
        expect(fileAtPath(layoutPath({ kind, name }))).toEqual({ kind, name });
      }),
    );
    expect(fileAtPath("config")).toEqual({ kind: "config", name: "" });
  });

  it("is no stored file in a folder that is not its own", () => {
    const name = "cd".repeat(32);
    const paths = [
      `data/${name}`,
      `data/00/${name}`,
      `keys/x/${name}`,
      `key/${name}`,
      `keys/${name}/`,
      name,
      "keys/config",
    ];
    for (const path of [...paths, "", "/config", `index/${name.toUpperCase()}`])
      expect(fileAtPath(path), path).toBeUndefined();
  });

  it("is told as a stray by itself in the layout's folders, and by its folder elsewhere", () => {
    const told = {
      "README.txt": "README.txt",
      "keys/.DS_Store": "keys/.DS_Store",
      "keys/old/a/b": "keys/old/",
      "photos/2020/a.jpg": "photos/",
      "data/loose": "data/loose",
      "data/zz/a": "data/zz/",
      "data/cd/x-tmp-1": "data/cd/x-tmp-1",
      "data/cd/sub/a/b": "data/cd/sub/",
    };
    for (const [path, stray] of Object.entries(told)) expect(strayAtPath(path)).toBe(stray);
  });
});
