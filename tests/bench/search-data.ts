import type { FolderToRead, Place } from "../../main/agent/search/model.ts";
import type { NameIndex } from "../../main/agent/search/name-index.ts";
import type { FolderColumns } from "../../main/engine/index.ts";
import { Random } from "./random.ts";

const FILES_PER_FOLDER = 50;
/** Of all folders, how many have other files in the next snapshot: one in so many. */
const CHANGED_OF = 10;
const FOLDERS_PER_TOP = 100;
const TARGET = "00000000-0000-4000-8000-000000000001";

const WORDS =
  "annual invoice letter report budget travel garden house school tax contract photo scan meeting minutes draft final summer winter " +
  "insurance recipe music project client notes archive backup index readme config module test image video Ärzte Übersicht été 写真 資料";
const ENDINGS = ["pdf", "pdf", "jpg", "jpg", "jpg", "docx", "odt", "ods", "txt", "md", "js", "ts", "h", "c", "png"];
/** In every folder of a certain kind, under the same name. */
const COMMON = ["index.js", "README.md", "package.json", ".DS_Store"];

/**
 * Fills an index as backups of growing age would: a first snapshot with all paths, and then one after the other in each of
 * which the files of a tenth of the folders have other contents, until there are so many versions.
 */
export async function fillIndex(
  index: NameIndex,
  paths: number,
  versions: number,
  tell: (done: number) => void,
): Promise<void> {
  const folders = Math.ceil(paths / FILES_PER_FOLDER);
  const tops = Math.ceil(folders / FOLDERS_PER_TOP);
  let done = 0;
  for (let snapshot = 0; done < versions; snapshot++) {
    const id = snapshot.toString(16).padStart(64, "0");
    const [wanted] = index.reconcile(TARGET, [...known(snapshot), madeSnapshot(snapshot)]);
    if (wanted === undefined) throw new Error(`snapshot ${id} is not wanted`);
    const { place } = index.begin(TARGET, wanted);
    const isChanged = (folder: number): boolean => snapshot === 0 || folder % CHANGED_OF === snapshot % CHANGED_OF;
    const inRoot = await apply(index, place, 0, folderColumns(tops, "Folder", snapshot));
    for (const [top, topFolder] of inRoot.entries()) {
      const count = Math.min(FOLDERS_PER_TOP, folders - top * FOLDERS_PER_TOP);
      const inTop = await apply(index, place, topFolder.path, folderColumns(count, `Part ${top} `, snapshot));
      for (const [at, folder] of inTop.entries()) {
        const number = top * FOLDERS_PER_TOP + at;
        if (!isChanged(number)) continue;
        await apply(index, place, folder.path, fileColumns(number, snapshot));
        done += FILES_PER_FOLDER;
      }
    }
    index.finish(place);
    tell(done);
  }
}

function known(count: number) {
  return Array.from({ length: count }, (_, snapshot) => madeSnapshot(snapshot));
}

function madeSnapshot(snapshot: number) {
  const id = snapshot.toString(16).padStart(64, "0");
  return { id, time: 1_700_000_000_000 + snapshot * 3_600_000, series: "plan:00000001", tree: treeOf(-1, snapshot) };
}

/** Every folder has another tree in each snapshot, so that all of them are asked for; whether they are read is decided above. */
function treeOf(folder: number, snapshot: number): string {
  return (folder + 2).toString(16).padStart(6, "0") + (snapshot + 1).toString(16).padStart(58, "0");
}

async function apply(index: NameIndex, place: Place, path: number, columns: FolderColumns): Promise<FolderToRead[]> {
  const toRead = await index.apply({ place, path, columns }, []);
  return toRead.toSorted((a, b) => a.path - b.path);
}

function folderColumns(count: number, prefix: string, snapshot: number): FolderColumns {
  const names = Array.from({ length: count }, (_, at) => `${prefix}${wordsOf(new Random(`${prefix}${at}`))} ${at}`);
  const subtrees = names.map((_, at) => treeOf(at, snapshot));
  return columns(names, 1, () => 0, snapshot, subtrees);
}

function fileColumns(folder: number, snapshot: number): FolderColumns {
  const names = namesOf(folder);
  return columns(names, 0, (at) => 1 + folder * 1e6 + snapshot * 100 + at, snapshot, []);
}

/** Of a folder, the same in every snapshot. */
export function namesOf(folder: number): string[] {
  const random = new Random(`folder ${folder}`);
  return Array.from({ length: FILES_PER_FOLDER }, (_, at) => {
    if (at < COMMON.length && folder % 3 === 0) return COMMON[at] ?? "";
    const number = random.next() < 0.6 ? random.below(10_000) : `${folder}-${at}`;
    return `${wordsOf(random)} ${number}.${ENDINGS[random.below(ENDINGS.length)]}`;
  });
}

function wordsOf(random: Random): string {
  const words = WORDS.split(" ");
  return `${words[random.below(words.length)]} ${words[random.below(words.length)]}`;
}

function columns(
  texts: readonly string[],
  type: number,
  contentOf: (at: number) => number,
  snapshot: number,
  subtrees: readonly string[],
): FolderColumns {
  const names = texts.map((text) => Buffer.from(text));
  let end = 0;
  return {
    names: new Uint8Array(Buffer.concat(names)),
    ends: Uint32Array.from(names, ({ length }) => {
      end += length;
      return end;
    }),
    types: new Uint8Array(texts.length).fill(type),
    sizes: Float64Array.from(texts, (_, at) => (type === 0 ? 1000 + (contentOf(at) % 1e6) : 0)),
    modified: new Float64Array(texts.length).fill(1_700_000_000_000 + snapshot * 3_600_000),
    contents: Float64Array.from(texts, (_, at) => contentOf(at)),
    subtrees,
  };
}
