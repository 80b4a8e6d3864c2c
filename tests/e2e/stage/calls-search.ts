import { setTimeout as delay } from "node:timers/promises";
import { implement } from "@orpc/server";
import { contract } from "../../../shared/api/index.ts";
import type {
  FileLook,
  FileVersion,
  SearchHit,
  SearchState,
  Snapshot,
  SnapshotChange,
} from "../../../shared/model/index.ts";
import { ARCHIVE, itemsOf } from "./disk.ts";
import { planId, targetId } from "./ids.ts";
import type { StagedAgent } from "./staged-agent.ts";

const os = implement(contract);

const FOLDERS = [
  "Documents",
  "Documents/Accounts",
  "Documents/Projects",
  "Letters",
  "Music",
  "Pictures",
  "Pictures/2025",
];
/** What was deleted since: found in old snapshots only. */
const GONE = ["Letters/To the bank.odt", "Documents/Accounts/budget 2025.ods", "Pictures/Old garden.jpeg"];
const MOST_ARCHIVED = 2_000;
/** As many as the agent keeps of a comparison. */
const MOST_CHANGES = 100_000;
/** What differs between two snapshots with very large folders. */
const HUGE_CHANGES = 123_456;

/** The topic `search`: a small index over what the staged snapshots have. */
export function searchCalls(agent: StagedAgent) {
  const snapshots = (): readonly Snapshot[] => agent.stage.snapshots ?? [];
  return {
    search: {
      find: os.search.find.handler(({ input }) => {
        const known = indexOf(agent).filter((hit) => input.targetId === undefined || hit.targetId === input.targetId);
        const hits = matching(known, input.text);
        return {
          hits: hits.slice(input.offset, input.offset + input.limit),
          hasMore: hits.length > input.offset + input.limit,
          isCut: false,
          state: stateOf(agent),
        };
      }),
      state: os.search.state.handler(() => stateOf(agent)),
      rebuild: os.search.rebuild.handler(() => agent.changed("search")),
      versions: os.search.versions.handler(({ input }) => {
        const hit = indexOf(agent).find(({ path }) => path === input.path);
        return hit === undefined ? [] : versionsOf(hit, snapshots());
      }),
      compare: os.search.compare.handler(async ({ input, signal }) => {
        await delay(150, undefined, signal === undefined ? {} : { signal });
        const all = (input.before === input.after ? [] : changesOf(agent)).filter(
          ({ path }) => input.folder === undefined || path.startsWith(`${input.folder}/`),
        );
        const listed = all.filter(({ kind }) => input.kind === undefined || kind === input.kind).slice(0, MOST_CHANGES);
        return {
          changes: listed.slice(input.offset, input.offset + input.limit),
          listed: listed.length,
          counts: countsOf(all),
          bytesAdded: all.reduce((sum, each) => sum + Math.max(0, grown(each)), 0),
          bytesRemoved: all.reduce((sum, each) => sum + Math.max(0, -grown(each)), 0),
          isCut: all.length > MOST_CHANGES,
        };
      }),
      look: os.search.look.handler(({ input }) => lookAt(input.path)),
    },
  };
}

function indexOf(agent: StagedAgent): readonly SearchHit[] {
  const [newest, older] = [agent.stage.snapshots?.[0], agent.stage.snapshots?.[5]];
  if (newest === undefined) return [];
  const archived = Math.min(agent.stage.entries ?? 12, MOST_ARCHIVED);
  const common = { targetId: targetId(1), planId: newest.planId ?? planId(1) };
  const inFolders = [...FOLDERS.map((folder) => `/home/ada/${folder}`), ARCHIVE].flatMap((folder) =>
    itemsOf(folder, archived).map(
      ({ name, isFolder, bytes, modified }, index): SearchHit => ({
        ...common,
        ...{ path: `${folder}/${name}`, versions: isFolder ? 1 : 1 + (index % 4), isGone: false, modified },
        ...{ snapshotId: newest.id, snapshotAt: newest.time },
        ...(isFolder ? { type: "folder" } : { type: "file", bytes }),
      }),
    ),
  );
  const last = older ?? newest;
  const gone = GONE.map(
    (path, index): SearchHit => ({
      ...common,
      ...{ path: `/home/ada/${path}`, type: "file", versions: index + 1, isGone: older !== undefined },
      ...{ snapshotId: last.id, snapshotAt: last.time, bytes: 48_112 + index * 911, modified: last.time - 86_400_000 },
    }),
  );
  return [...inFolders, ...gone];
}

/** Words in any order, or a glob for a name; those that are gone come last. */
function matching(known: readonly SearchHit[], text: string): readonly SearchHit[] {
  const wanted = text.toLowerCase().split(/\s+/);
  const isGlob = /[*?]/.test(text);
  const glob = new RegExp(
    `^${text
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
    "i",
  );
  const name = ({ path }: SearchHit): string => path.slice(path.lastIndexOf("/") + 1);
  return known
    .filter((hit) => (isGlob ? glob.test(name(hit)) : wanted.every((word) => hit.path.toLowerCase().includes(word))))
    .toSorted((a, b) => rank(a, wanted) - rank(b, wanted) || a.path.localeCompare(b.path));
}

function rank({ path, isGone }: SearchHit, [word = ""]: readonly string[]): number {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const place = name === word ? 0 : name.startsWith(word) ? 1 : name.includes(word) ? 2 : 3;
  return place * 2 + Number(isGone);
}

function stateOf(agent: StagedAgent): SearchState {
  const paths = indexOf(agent);
  const count = agent.stage.snapshots?.length ?? 0;
  const versions = paths.reduce((sum, hit) => sum + hit.versions, 0);
  return { snapshots: count, snapshotsIndexed: count, isIndexing: false, paths: paths.length, versions };
}

/** Its snapshots in as many parts as it has versions, each a little smaller than the one after it. */
function versionsOf(hit: SearchHit, all: readonly Snapshot[]): FileVersion[] {
  const having = all.filter(({ time }) => time <= hit.snapshotAt);
  const each = Math.max(1, Math.ceil(having.length / hit.versions));
  const parts = Array.from({ length: hit.versions }, (_, index) => having.slice(index * each, (index + 1) * each));
  return parts
    .filter((part) => part.length > 0)
    .map((part, index) => ({
      snapshots: part.map(({ id, time }) => ({ id, time })),
      type: hit.type,
      ...(hit.bytes === undefined ? {} : { bytes: Math.max(0, hit.bytes - index * 3_117) }),
      ...(hit.modified === undefined ? {} : { modified: hit.modified - index * 86_400_000 * 9 }),
    }));
}

function changesOf(agent: StagedAgent): readonly SnapshotChange[] {
  const kinds = ["changed", "added", "metadata", "removed", "changed"] as const;
  if (agent.stage.snapshots === undefined) return [];
  const isHuge = (agent.stage.entries ?? 0) >= MOST_CHANGES;
  const paths = isHuge
    ? Array.from({ length: HUGE_CHANGES }, (_, index) => ({ path: `${ARCHIVE}/scan-${index}.tif`, bytes: 12_417 }))
    : indexOf(agent).flatMap(({ path, type, bytes = 0 }) => (type === "file" ? [{ path, bytes }] : []));
  return paths.slice(0, isHuge ? HUGE_CHANGES : 240).map(({ path, bytes }, index): SnapshotChange => {
    const kind = kinds[index % kinds.length] ?? "changed";
    return {
      ...{ path, kind, type: "file" },
      ...(kind === "added" ? {} : { bytesBefore: bytes }),
      ...(kind === "removed" ? {} : { bytesAfter: kind === "changed" ? bytes + 4_212 : bytes }),
    };
  });
}

function grown({ bytesBefore = 0, bytesAfter = 0 }: SnapshotChange): number {
  return bytesAfter - bytesBefore;
}

function countsOf(changes: readonly SnapshotChange[]) {
  const counts = { added: 0, removed: 0, changed: 0, metadata: 0, type: 0 };
  for (const { kind } of changes) counts[kind] += 1;
  return counts;
}

/** A green disk of 160 × 160. */
const PICTURE = [
  "iVBORw0KGgoAAAANSUhEUgAAAKAAAACgCAIAAAAErfB6AAACB0lEQVR42u3dsXEDMAwEQZSjEl2OClPsxE2oAkW2CeC5M1fBb0oM6/XzreDKBI",
  "AFWIAFWIAFWIABC7AAC7AAC7AAAxZgARZgARbgzz2eX78JcJpotndxzZYurtnShTabubhmSxfabOaim21caLOZC202c9HNNi662caFNpu56GYb",
  "F91s46KbbVx0s42LbrZx0c02LrrZxkU327joZhsX3WxjwIDpbjYuutnGRTfbGDBgupuNAQOmu9m46GYbAwZMd7MxYMCAAdMdawwYMN3NxoABAw",
  "YMY6wxYMCALwfGMNkYMGDAgAVYO4EBDDcGDBgwYAEWYAEGDBgwYMCAAQMGLMACLMCAAQMGDBgwYAEWYM0BZuzZrAALMGDAgN0Huw8GDBjwfcCM",
  "Z+oCBgwYMOOxuoABM96sCxgwYMCMx+oCBsx4s66/C8N1AQNmvFkXMGDGm3X/HZhxr+4JYMaNuoABM96sew6YcYvuUWDG53VPAzM+rNsAzPjw2g",
  "3ANxufn7oH+E7jlp3bgG8z7hq5E/ge48aFm4FvMO6dtx84mHnCsFOA84yHrDoIOMl4zqSzgAOYp405EXgp88wZ5wLvMh674WjgFczD11sAPFN6",
  "y2ibgIcw75prH3CX9NKVFgOfkd4+TgLw33qHrREILMCABViABViABViAAQuwAAuwAAuwAAswYAEWYLX1BkjD0WzVBvIBAAAAAElFTkSuQmCC",
].join("");
const NOTES = `# Notes

- Call the school about the trip in April.
- The boiler is due for its service.
- Passports: both run out next year.
`;

function lookAt(path: string): FileLook {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (!name.includes(".")) return { kind: "none", reason: "no-file", bytes: 0 };
  if (/\.(md|txt)$/.test(name)) return { kind: "text", text: NOTES, isCut: false, bytes: NOTES.length };
  if (/\.(png|jpe?g)$/.test(name)) return { kind: "image", mediaType: "image/png", base64: PICTURE, bytes: 576 };
  if (name.endsWith(".tif")) return { kind: "none", reason: "too-large", bytes: 48_112_004 };
  return { kind: "none", reason: "not-shown", bytes: 48_112 };
}
