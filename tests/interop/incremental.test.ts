import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import {
  type BackupTarget,
  backup,
  createRepository,
  fromText,
  NO_FILTER,
  type OpenRepository,
} from "../../main/engine/index.ts";
import { tempFolder } from "../support/temp-folder.ts";

const isRoot = process.getuid?.() === 0;

/** Something that happens to a tree between two backups. Numbers choose among what is there. */
const CHANGES: Readonly<Record<string, (root: string, pick: number) => void>> = {
  append: (root, pick) => appendFileSync(fileIn(root, pick), `more ${pick}`),
  overwrite: (root, pick) => writeFileSync(fileIn(root, pick), `other ${pick}`),
  mode: (root, pick) => chmodSync(fileIn(root, pick), 0o600 + (pick % 0o100)),
  folderMode: (root, pick) => chmodSync(folderIn(root, pick), 0o700 + (pick % 0o100)),
  owner: (root, pick) => isRoot && chownSync(fileIn(root, pick), pick % 5000, pick % 7),
  times: (root, pick) => utimesSync(fileIn(root, pick), pick, pick + 0.25),
  attribute: (root, pick) => spawnSync("setfattr", ["-n", "user.x", "-v", `${pick}`, fileIn(root, pick)]),
  attributeOfFolder: (root, pick) => spawnSync("setfattr", ["-n", "user.y", "-v", `${pick}`, folderIn(root, pick)]),
  create: (root, pick) => writeFileSync(join(folderIn(root, pick), `new é ${pick}`), `new ${pick}`),
  createFolder: (root, pick) => mkdirSync(join(folderIn(root, pick), `folder ${pick}`), { recursive: true }),
  remove: (root, pick) => rmSync(fileIn(root, pick)),
  rename: (root, pick) => renameSync(fileIn(root, pick), join(folderIn(root, pick * 7), `moved ${pick}`)),
  link: (root, pick) => linkSync(fileIn(root, pick), join(folderIn(root, pick * 3), `link ${pick}`)),
  symlink: (root, pick) => symlinkSync(`to ${pick}`, join(folderIn(root, pick), `symlink ${pick}`)),
  swapForFolder: (root, pick) => {
    const path = fileIn(root, pick);
    rmSync(path);
    mkdirSync(path);
  },
};

function entries(root: string, isWanted: "isFile" | "isDirectory"): string[] {
  const all = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry[isWanted]());
  return all.map((entry) => join(entry.parentPath, entry.name)).sort();
}

function fileIn(root: string, pick: number): string {
  const files = entries(root, "isFile");
  return files[pick % files.length] ?? join(root, "keeper");
}

function folderIn(root: string, pick: number): string {
  const folders = [root, ...entries(root, "isDirectory")];
  return folders[pick % folders.length] ?? root;
}

function makeTree(root: string): void {
  for (const folder of ["a", "a/b", "c é", "empty"]) mkdirSync(join(root, folder), { recursive: true });
  for (const name of ["keeper", "a/one", "a/two", "a/b/three", "c é/four \u0001", "c é/five"]) {
    writeFileSync(join(root, name), name);
  }
}

/** Stands at the snapshot's top, so that the folders above, where others write too, are not part of the tree. */
function target(root: string): BackupTarget {
  return { given: fromText("tree"), absolute: fromText(root) };
}

/** A change that cannot be made, such as a name that is taken, is left out. There is always a file to change. */
function change(kind: string, root: string, pick: number): void {
  try {
    CHANGES[kind]?.(root, pick);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  }
  if (entries(root, "isFile").length === 0) writeFileSync(join(root, `another ${pick}`), "there is always one");
}

async function treeOf(repository: OpenRepository, root: string, readAll: boolean): Promise<unknown> {
  const options = { targets: [target(root)], filter: NO_FILTER, readAll };
  const { snapshot, problems } = await backup(repository, options).result;
  expect(problems).toEqual([]);
  return snapshot?.tree;
}

// What the incremental run takes over from its parent must be what a run that reads everything finds.
it("comes to the same tree as a run that reads everything, whatever changed since the parent", async () => {
  const oneChange = fc.record({ kind: fc.constantFrom(...Object.keys(CHANGES)), pick: fc.nat({ max: 1_000_000 }) });
  const rounds = fc.array(fc.array(oneChange, { maxLength: 6 }), { minLength: 1, maxLength: 4 });
  const property = fc.asyncProperty(rounds, async (changes) => {
    const work = tempFolder();
    const root = join(work, "tree");
    mkdirSync(root);
    makeTree(root);
    const options = { password: "pw", threads: 2, scrypt: { N: 1024, r: 8, p: 1 } };
    const repository = await createRepository(join(work, "repository"), options);
    try {
      await treeOf(repository, root, true);
      for (const round of changes) {
        for (const { kind, pick } of round) change(kind, root, pick);
        const incremental = await treeOf(repository, root, false);
        expect(await treeOf(repository, root, true)).toBe(incremental);
      }
    } finally {
      await repository.close();
    }
  });
  await fc.assert(property, { numRuns: 15 });
});
