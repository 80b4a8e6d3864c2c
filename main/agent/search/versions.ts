import type { Database } from "../catalog/index.ts";
import type { Line } from "./lines.ts";
import type { Content, PathVersion } from "./model.ts";
import { contentOf, Standings, snapshotsIn } from "./standing.ts";

interface Sighting {
  readonly id: string;
  readonly time: number;
  readonly content: Content;
}

/** A path through time on one target, the newest first: equal contents one after the other are one. */
export function versionsOf(
  database: Database,
  path: number,
  target: string,
  lines: ReadonlyMap<number, Line>,
): PathVersion[] {
  const sightings: Sighting[] = [];
  for (const span of new Standings(database).spans(path)) {
    const line = lines.get(span.line);
    if (line?.target !== target) continue;
    for (const { id, time } of snapshotsIn(line.snapshots, span)) sightings.push({ id, time, content: span });
  }
  return folded(sightings.toSorted((a, b) => b.time - a.time));
}

function folded(sightings: readonly Sighting[]): PathVersion[] {
  const versions: (PathVersion & { snapshots: { id: string; time: number }[] })[] = [];
  let last = "";
  for (const { id, time, content } of sightings) {
    const key = contentOf(content);
    const current = versions.at(-1);
    if (current !== undefined && key === last) current.snapshots.push({ id, time });
    else {
      const { type, bytes, modified } = content;
      versions.push({ snapshots: [{ id, time }], type, bytes, modified });
    }
    last = key;
  }
  return versions;
}
