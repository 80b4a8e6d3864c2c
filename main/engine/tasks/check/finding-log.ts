import type { Facts } from "../../../../shared/errors/index.ts";
import type { SnapshotId } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { AffectedSnapshot, Finding, FindingKind } from "./finding.ts";
import { isError, SEVERITY } from "./finding.ts";

/** Findings told one by one of each kind; what comes after is only counted. */
const ONE_BY_ONE = 200;
/** Paths told of one snapshot, of one finding, and of all findings together. */
const PATHS_PER_SNAPSHOT = 100;
const PATHS_PER_FINDING = 1000;
const PATHS_IN_ALL = 20_000;

interface TouchedSnapshot {
  files: number;
  readonly paths: ByteString[];
}

interface Entry {
  readonly kind: FindingKind;
  message: string;
  facts: Facts;
  paths: number;
  readonly snapshots: Map<SnapshotId, TouchedSnapshot>;
}

/** Collects what a check finds. A finding is named by its number, so that threads can speak of it. */
export class FindingLog {
  readonly #entries: Entry[] = [];
  readonly #counts = new Map<FindingKind, number>();
  /** For each kind that has too many: the finding that stands for the rest. */
  readonly #rest = new Map<FindingKind, number>();
  readonly #onFinding: (finding: Finding) => void;
  #pathsTold = 0;

  constructor(onFinding: (finding: Finding) => void) {
    this.#onFinding = onFinding;
  }

  /** @returns the finding's number; past the limit of a kind, that of the finding that stands for the rest */
  add(kind: FindingKind, message: string, facts: Facts = {}): number {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    if (count > ONE_BY_ONE) return this.#addToRest(kind, count - ONE_BY_ONE);
    const number = this.#push(kind, message, facts);
    this.#onFinding(this.#finding(number));
    return number;
  }

  /** How many of each severity there are, told or not. */
  count(severity: "error" | "note"): number {
    let sum = 0;
    for (const [kind, count] of this.#counts) if (SEVERITY[kind] === severity) sum += count;
    return sum;
  }

  /** Counts files of a snapshot that a finding touches. */
  touch(number: number, snapshot: SnapshotId, files: number): void {
    this.#snapshot(number, snapshot).files += files;
  }

  /** Whether one more path of this snapshot would be kept. */
  hasRoom(number: number, snapshot: SnapshotId): boolean {
    const entry = this.#entry(number);
    const here = entry.snapshots.get(snapshot)?.paths.length ?? 0;
    return here < PATHS_PER_SNAPSHOT && entry.paths < PATHS_PER_FINDING && this.#pathsTold < PATHS_IN_ALL;
  }

  /** Names one of the files that were counted by `touch`. */
  name(number: number, snapshot: SnapshotId, path: ByteString): void {
    if (!this.hasRoom(number, snapshot)) return;
    this.#snapshot(number, snapshot).paths.push(path);
    this.#entry(number).paths += 1;
    this.#pathsTold += 1;
  }

  /** All findings, errors first. */
  findings(): Finding[] {
    const all = this.#entries.map((_, number) => this.#finding(number));
    return [...all.filter(({ kind }) => isError(kind)), ...all.filter(({ kind }) => !isError(kind))];
  }

  #addToRest(kind: FindingKind, more: number): number {
    const number = this.#rest.get(kind) ?? this.#push(kind, "", {});
    this.#rest.set(kind, number);
    const entry = this.#entry(number);
    entry.message = `There are ${more} more of this kind, which are not listed one by one.`;
    entry.facts = { more };
    return number;
  }

  #push(kind: FindingKind, message: string, facts: Facts): number {
    return this.#entries.push({ kind, message, facts, paths: 0, snapshots: new Map() }) - 1;
  }

  #entry(number: number): Entry {
    const entry = this.#entries[number];
    if (entry === undefined) throw new Error(`there is no finding ${number}`);
    return entry;
  }

  #snapshot(number: number, id: SnapshotId): TouchedSnapshot {
    const { snapshots } = this.#entry(number);
    const touched = snapshots.get(id) ?? { files: 0, paths: [] };
    snapshots.set(id, touched);
    return touched;
  }

  #finding(number: number): Finding {
    const { kind, message, facts, snapshots } = this.#entry(number);
    const touched: AffectedSnapshot[] = [...snapshots].map(([id, { files, paths }]) => ({ id, files, paths }));
    const files = touched.reduce((sum, snapshot) => sum + snapshot.files, 0);
    return { severity: SEVERITY[kind], kind, message, facts, affected: { files, snapshots: touched } };
  }
}
