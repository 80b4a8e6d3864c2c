import type { SnapshotId } from "../../format/index.ts";
import { type ByteString, fromText, joinPath } from "../../names/index.ts";
import type { CheckContext } from "./context.ts";
import type { SurveyedTree } from "./jobs.ts";
import type { CheckedSnapshot } from "./single-files.ts";
import type { TreeRemark } from "./tree-walk.ts";

const ROOT = fromText("/");
const SLASH = "/";

/** How many files below a folder each finding touches. */
type Tally = ReadonlyMap<number, number>;
const NOTHING: Tally = new Map();

/**
 * Finds the files that findings touch: walks all snapshots once more, remembering which folders are untouched, so that
 * what snapshots have in common is read once, and only what leads to damage is walked again for each of them.
 */
export class AffectedFiles {
  readonly #context: CheckContext;
  readonly #causes: Uint32Array;
  readonly #remarks: ReadonlyMap<number, readonly TreeRemark[]>;
  readonly #untouched: Uint8Array;
  readonly #tallies = new Map<number, Tally>();

  constructor(context: CheckContext, causes: Uint32Array, remarks: ReadonlyMap<number, readonly TreeRemark[]>) {
    this.#context = context;
    this.#causes = causes;
    this.#remarks = remarks;
    this.#untouched = new Uint8Array(Math.ceil(causes.length / 8));
  }

  async run(snapshots: readonly CheckedSnapshot[]): Promise<void> {
    const { log, open } = this.#context;
    for (const { id, tree } of snapshots) {
      const root = open.repository.table.find("tree", Buffer.from(tree, "hex"));
      const cause = this.#causes[root] ?? 0;
      if (cause > 0) {
        log.touch(cause - 1, id, 1);
        log.name(cause - 1, id, ROOT);
        continue;
      }
      const tally = await this.#tally(root);
      for (const [finding, files] of tally) log.touch(finding, id, files);
      await this.#name(id, root, ROOT, new Set(tally.keys()));
    }
  }

  async #tally(tree: number): Promise<Tally> {
    if (this.#isUntouched(tree)) return NOTHING;
    const known = this.#tallies.get(tree);
    if (known !== undefined) return known;
    const tally = new Map<number, number>();
    const { touched, folders } = await this.#survey(tree);
    for (const { finding } of touched) tally.set(finding, (tally.get(finding) ?? 0) + 1);
    for (const { entry } of folders) {
      if (this.#isUntouched(entry)) continue;
      for (const [finding, files] of await this.#tally(entry)) tally.set(finding, (tally.get(finding) ?? 0) + files);
    }
    if (tally.size > 0) this.#tallies.set(tree, tally);
    else this.#untouched[tree >>> 3] = (this.#untouched[tree >>> 3] ?? 0) | (1 << (tree & 7));
    return tally;
  }

  /** Names the touched files of one snapshot, as far as there is room for them. */
  async #name(snapshot: SnapshotId, tree: number, path: ByteString, findings: ReadonlySet<number>): Promise<void> {
    const { log } = this.#context;
    const wanted = [...findings].filter((finding) => log.hasRoom(finding, snapshot));
    if (wanted.length === 0) return;
    const { touched, folders } = await this.#survey(tree);
    for (const { name, isFolder, finding } of touched) {
      const entry = name === "" ? path : joinPath(path, name);
      // Two byte strings put together are one.
      log.name(finding, snapshot, isFolder && entry !== ROOT ? ((entry + SLASH) as ByteString) : entry);
    }
    for (const { name, entry } of folders) {
      const below = this.#tallies.get(entry);
      if (below === undefined) continue;
      const rest = new Set(wanted.filter((finding) => below.has(finding)));
      if (rest.size > 0) await this.#name(snapshot, entry, joinPath(path, name), rest);
    }
  }

  async #survey(tree: number): Promise<SurveyedTree> {
    const { open, signal } = this.#context;
    const { reader, table } = open.repository;
    signal.throwIfAborted();
    const plain = new Uint8Array(await reader.read("tree", table.idOf(tree), signal));
    const { touched, folders } = await open.pool.run("surveyTree", { plain, causes: this.#causes }, [plain.buffer]);
    const remarks = (this.#remarks.get(tree) ?? []).map((remark) => ({ ...remark, isFolder: remark.name === "" }));
    return { touched: [...touched, ...remarks], folders };
  }

  #isUntouched(tree: number): boolean {
    return ((this.#untouched[tree >>> 3] ?? 0) & (1 << (tree & 7))) !== 0;
  }
}
