import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { toText } from "../../main/engine/index.ts";
import { findingsOf, idOf, newRepository, type PlacedRepository, save, since } from "../support/journal-run.ts";
import { newestRestic, restic } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { CHANGE_KINDS, ToldTree } from "../support/told-tree.ts";

let repository: PlacedRepository;

beforeAll(async () => {
  repository = await newRepository();
});

afterAll(() => repository.open.close());

it("comes to the same tree and figures as a run that looks at everything, whatever changed", async () => {
  const { open, place } = repository;
  const oneChange = fc.record({ kind: fc.constantFrom(...CHANGE_KINDS), pick: fc.nat({ max: 1_000_000 }) });
  const rounds = fc.array(fc.array(oneChange, { maxLength: 6 }), { minLength: 1, maxLength: 3 });
  const property = fc.asyncProperty(rounds, async (changes) => {
    const tree = new ToldTree(tempFolder());
    let parent = await save(open, tree.root);
    for (const round of changes) {
      for (const { kind, pick } of round) tree.change(kind, pick);
      const told = await save(open, tree.root, since(parent, tree.takeMarks()));
      expect(told.foundBy).toBe("journal");
      const walked = await save(open, tree.root, { parent: idOf(parent) });
      expect(findingsOf(told)).toEqual(findingsOf(walked));
      parent = told;
    }
  });
  await fc.assert(property, { numRuns: 25, endOnFailure: true });
  const program = newestRestic();
  if (program === undefined) return;
  expect(await restic(program.path, place, "pw", ["check", "--read-data"])).toMatchObject({ code: 0 });
}, 300_000);

const FOLDERS = ["", "a", "a/b", "a/b/c", "a/empty", "d é", "d é/e", "f", "f/g", "f/g/h", "f/g/h/i"];

/** Things done in one folder, which change it and no other. */
const DEEDS: Readonly<Record<string, (tree: ToldTree, folder: string) => void>> = {
  write: (tree, folder) => tree.write(join(folder, "written"), "written"),
  folder: (tree, folder) => tree.makeFolder(join(folder, "made")),
  link: (tree, folder) => tree.link(join(folder, "linked"), "to"),
  movedIn: (tree, folder) => tree.moveIn(join(folder, "moved in")),
};

it("finds every folder that changed and was not told, and no other, when it verifies", async () => {
  const { open } = repository;
  const deeds = fc.uniqueArray(
    fc.record({
      folder: fc.constantFrom(...FOLDERS),
      deed: fc.constantFrom(...Object.keys(DEEDS)),
      isTold: fc.boolean(),
    }),
    { selector: ({ folder }) => folder, maxLength: 6 },
  );
  const property = fc.asyncProperty(deeds, async (all) => {
    const tree = new ToldTree(tempFolder());
    const parent = await save(open, tree.root);
    const told = { folders: [] as string[], trees: [] as string[] };
    const untold: string[] = [];
    for (const { folder, deed, isTold } of all) {
      const path = folder === "" ? tree.root : join(tree.root, folder);
      DEEDS[deed]?.(tree, path);
      const { folders, trees } = tree.takeMarks();
      if (!isTold) untold.push(path);
      else told.folders.push(...folders);
      if (isTold) told.trees.push(...trees);
    }
    const verified = await save(open, tree.root, since(parent, told, true));
    expect(verified.foundBy).toBe("walk");
    expect(verified.missed?.first.map(toText).toSorted()).toEqual(untold.toSorted());
    expect(verified.missed?.count).toBe(untold.length);
    expect(findingsOf(verified)).toEqual(findingsOf(await save(open, tree.root, { parent: idOf(parent) })));
  });
  await fc.assert(property, { numRuns: 20 });
}, 300_000);

it("looks into the changed folders and those that lead there, and into no other", async () => {
  const { open } = repository;
  const root = join(tempFolder(), "tree");
  for (let branch = 0; branch < 20; branch++) {
    for (let leaf = 0; leaf < 10; leaf++) {
      const folder = join(root, `branch ${branch}`, `leaf ${leaf}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "file"), `${branch} ${leaf}`);
    }
  }
  const parent = await save(open, root);
  expect(parent.foldersTouched).toBe(222);
  writeFileSync(join(root, "branch 3/leaf 4/new"), "new");
  const told = await save(open, root, since(parent, { folders: [join(root, "branch 3/leaf 4")], trees: [] }));
  // The snapshot's root, the target, the branch, the leaf.
  expect(told).toMatchObject({ foundBy: "journal", foldersTouched: 4, removed: 0 });
  expect(told.summary).toMatchObject({ filesNew: 1, filesUnmodified: 200, totalFilesProcessed: 201 });
  const nothing = await save(open, root, since(told, { folders: [], trees: [] }));
  expect(nothing).toMatchObject({ foundBy: "journal", foldersTouched: 1 });
  expect(nothing.snapshot?.tree).toBe(told.snapshot?.tree);
});
