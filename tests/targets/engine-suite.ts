import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  backup,
  backupTarget,
  check,
  createRepository,
  forget,
  fromText,
  NO_FILTER,
  type OpenRepository,
  openRepository,
  prune,
  restore,
} from "../../main/engine/index.ts";
import { restic } from "../support/restic.ts";
import { writeTree } from "../support/source-tree.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { treeFacts } from "../support/tree-facts.ts";

/** A place where no repository is yet, and how stock restic gets to it. */
export interface EnginePlace {
  readonly location: string;
  readonly access: Readonly<Record<string, string>>;
  readonly restic: {
    readonly program: string;
    readonly repository: string;
    readonly args?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
  };
}

/** What a repository has to do at any place, with restic as judge: tests for one `describe`. */
export function itKeepsRepositories(newPlace: () => Promise<EnginePlace> | EnginePlace): void {
  it("is checked and restored by restic after Holdfast saved there", async () => {
    const place = await newPlace();
    const source = newSource();
    const reach = { password: "pw", threads: 2, access: place.access };
    await (await createRepository(place.location, { ...reach, scrypt: { N: 1024, r: 8, p: 1 } })).close();
    await save(place, source);
    expect(await does(place, ["check", "--read-data"])).toContain("no errors were found");
    const target = tempFolder();
    await does(place, ["restore", "latest", "--target", target]);
    expect(treeFacts(join(target, source))).toEqual(treeFacts(source));
  });

  it("gives Holdfast what restic saved, and stays sound when both forget and prune", async () => {
    const place = await newPlace();
    const source = newSource();
    await does(place, ["init"]);
    await does(place, ["backup", source]);
    const target = tempFolder();
    const options = { snapshot: "latest", target: fromText(target) };
    const { problems } = await withRepository(place, (open) => restore(open, options).result);
    expect(problems).toEqual([]);
    expect(treeFacts(join(target, source))).toEqual(treeFacts(source));
    mkdirSync(join(source, "more"), { recursive: true });
    writeFileSync(join(source, "more", "new"), "new");
    await save(place, source);
    await withRepository(place, (open) => forget(open, { policy: { last: 1 }, groupBy: {} }).result);
    await withRepository(place, (open) => prune(open, { maxUnused: { percent: 0 } }).result);
    const { isSound, counts } = await withRepository(place, (open) => check(open, { readData: true }).result);
    expect({ isSound, snapshots: counts.snapshots }).toEqual({ isSound: true, snapshots: 1 });
    expect(await does(place, ["check", "--read-data"])).toContain("no errors were found");
  });
}

function newSource(): string {
  const source = join(tempFolder(), "home");
  writeTree(source, { folders: 4, filesInEach: 10, bytesInEach: 200_000 });
  return source;
}

async function withRepository<T>(place: EnginePlace, work: (open: OpenRepository) => Promise<T>): Promise<T> {
  const open = await openRepository(place.location, { password: "pw", threads: 2, access: place.access });
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}

async function save(place: EnginePlace, source: string): Promise<void> {
  const options = { targets: [backupTarget(source)], filter: NO_FILTER };
  const { problems } = await withRepository(place, (open) => backup(open, options).result);
  expect(problems).toEqual([]);
}

async function does({ restic: { program, repository, args = [], env = {} } }: EnginePlace, command: readonly string[]) {
  const { code, stdout, stderr } = await restic(program, repository, "pw", [...args, ...command], { env });
  expect(`${code} ${stderr}`).toMatch(/^0 /);
  return stdout;
}
