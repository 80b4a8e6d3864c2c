/** What snapshots have in common to be of one group. */
export interface Grouping {
  readonly host?: boolean;
  readonly paths?: boolean;
  readonly tags?: boolean;
}

/** As restic groups them when nothing is said. */
export const DEFAULT_GROUPING: Grouping = { host: true, paths: true };

/** What the snapshots of a group have in common. What they were not grouped by is empty or null, as restic's JSON has it. */
export interface GroupKey {
  readonly hostname: string;
  /** In order, whichever they were given in. */
  readonly paths: readonly string[] | null;
  /** Likewise; null also for snapshots without tags. */
  readonly tags: readonly string[] | null;
}

export interface SnapshotGroup<S> {
  readonly key: GroupKey;
  /** In the order in which they were given. */
  readonly snapshots: readonly S[];
}

/** What of a snapshot tells its group. */
interface Grouped {
  readonly hostname?: string;
  readonly paths: readonly string[];
  readonly tags?: readonly string[];
}

/** Divides snapshots into groups; the groups are in the order of their first snapshots. */
export function groupSnapshots<S extends Grouped>(snapshots: readonly S[], by: Grouping): SnapshotGroup<S>[] {
  const groups = new Map<string, { readonly key: GroupKey; readonly snapshots: S[] }>();
  for (const snapshot of snapshots) {
    const key = groupKey(snapshot, by);
    const name = JSON.stringify([key.hostname, key.paths, key.tags]);
    const group = groups.get(name) ?? { key, snapshots: [] };
    group.snapshots.push(snapshot);
    groups.set(name, group);
  }
  return [...groups.values()];
}

/** A group in words: `host blue, paths /home, /etc`. */
export function groupName({ hostname, paths, tags }: GroupKey): string {
  const parts = [
    ...(hostname === "" ? [] : [`host ${hostname}`]),
    ...(paths === null ? [] : [`paths ${paths.join(", ")}`]),
    ...(tags === null ? [] : [`tags ${tags.join(", ")}`]),
  ];
  return parts.length === 0 ? "the repository" : parts.join(", ");
}

function groupKey({ hostname = "", paths, tags = [] }: Grouped, by: Grouping): GroupKey {
  return {
    hostname: by.host === true ? hostname : "",
    paths: by.paths === true ? paths.toSorted() : null,
    tags: by.tags === true && tags.length > 0 ? tags.toSorted() : null,
  };
}
