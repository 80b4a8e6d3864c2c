import { type ByteString, toPathText } from "../../engine/light.ts";
import type { Database, Query } from "../catalog/index.ts";
import { nameOf } from "./folder-writer.ts";
import type { Line, Lines } from "./lines.ts";
import type { FindQuery, FoundPath, FoundPaths } from "./model.ts";
import { NameFinder } from "./name-source.ts";
import { type Asked, askedFor } from "./query.ts";
import { Heads, type Place, Standings } from "./standing.ts";

/** Paths that are put in order together. Of more that fit, these come first: newer names, and better places in them. */
const TOGETHER = 500;
/** Names and paths that one search looks at, however few of them fit. */
const MOST_LOOKED_AT = 4_000;

export const PATHS_OF_NAME = "SELECT id, parent FROM paths WHERE name = :name ORDER BY id DESC LIMIT :limit";
export const STEP = "SELECT p.parent, n.name, n.folded FROM paths p JOIN names n ON n.id = p.name WHERE p.id = :id";

interface StepRow {
  readonly parent: number;
  readonly name: Buffer | null;
  readonly folded: string;
}

interface Candidate {
  readonly path: number;
  readonly name: string;
  readonly rank: number;
  readonly stage: number;
}

/** What one search has looked at so far. */
interface Effort {
  lookedAt: number;
  isSpent: boolean;
}

interface Hit extends Candidate {
  readonly place: Place;
}

/** Finds paths by words, parts of paths and globs. */
export class Finder {
  readonly #lines: Lines;
  readonly #names: NameFinder;
  readonly #standings: Standings;
  readonly #paths: Query<{ name: number; limit: number }, { id: number; parent: number }>;
  readonly #step: Query<{ id: number }, StepRow>;

  constructor(database: Database, lines: Lines) {
    this.#lines = lines;
    this.#names = new NameFinder(database);
    this.#standings = new Standings(database);
    this.#paths = database.query(PATHS_OF_NAME);
    this.#step = database.query(STEP);
  }

  find(query: FindQuery): FoundPaths {
    const { offset, limit } = query;
    const all = this.#lines.all();
    const lines = new Map([...all].filter(([, line]) => isWanted(line, query)));
    const wanted = offset + limit + 1;
    const hits: Hit[] = [];
    if (lines.size === 0) return { found: [], hasMore: false, isCut: false };
    const heads = new Heads(all);
    const effort: Effort = { lookedAt: 0, isSpent: false };
    const candidates = this.#candidates(askedFor(query.text), effort);
    for (let next = candidates.next(); next.done !== true && hits.length < wanted; ) {
      const together: Hit[] = [];
      const { stage } = next.value;
      for (let count = 0; count < TOGETHER && next.done !== true; count++, next = candidates.next()) {
        if (next.value.stage !== stage) break;
        for (const place of this.#standings.places(next.value.path, lines, heads))
          together.push({ ...next.value, place });
      }
      hits.push(...together.toSorted(inOrder));
    }
    const found = hits.slice(offset, offset + limit).flatMap((hit) => this.#described(hit, lines, heads));
    return { found, hasMore: hits.length > offset + limit, isCut: effort.isSpent };
  }

  /** Each path once. */
  *#candidates({ stages, fitOf, nameFits }: Asked, effort: Effort): Generator<Candidate> {
    const sources = stages.flatMap((stage, at) => stage.map((source) => ({ source, at })));
    const seen = new Set<number>();
    const folders = new Map<number, string>([[0, ""]]);
    for (const { source, at: stage } of sources) {
      for (const { id, folded } of this.#names.names(source)) {
        if (seen.has(id)) continue;
        effort.lookedAt += 1;
        if (nameFits !== undefined && !nameFits(folded)) continue;
        seen.add(id);
        for (const { id: path, parent } of this.#paths.all({ name: id, limit: MOST_LOOKED_AT - effort.lookedAt })) {
          effort.lookedAt += 1;
          const rank = fitOf(folded, () => `${this.#foldedPath(parent, folders)}/${folded}`);
          if (rank !== undefined) yield { path, name: folded, rank, stage };
        }
        effort.isSpent = effort.lookedAt >= MOST_LOOKED_AT;
        if (effort.isSpent) return;
      }
    }
  }

  #described({ place, path }: Hit, lines: ReadonlyMap<number, Line>, heads: Heads): FoundPath[] {
    const standings = this.#standings.of(path, lines, heads).filter(({ target }) => target === place.target);
    return standings.map((standing) => ({ ...standing, path: toPathText(this.#pathOf(path)) }));
  }

  #pathOf(path: number): ByteString {
    const names: string[] = [];
    for (let at = path; at !== 0; ) {
      const step = this.#step.get({ id: at });
      if (step === undefined) break;
      names.push(nameOf(step));
      at = step.parent;
    }
    return `/${names.toReversed().join("/")}` as ByteString; // pieces of byte strings
  }

  #foldedPath(folder: number, kept: Map<number, string>): string {
    const known = kept.get(folder);
    if (known !== undefined) return known;
    const step = this.#step.get({ id: folder });
    const path = step === undefined ? "" : `${this.#foldedPath(step.parent, kept)}/${step.folded}`;
    kept.set(folder, path);
    return path;
  }
}

function isWanted({ target, series }: Line, query: FindQuery): boolean {
  return (query.target ?? target) === target && (query.series ?? series) === series;
}

/** The best first, those still there before those gone, newer before older; then by name. */
function inOrder(a: Hit, b: Hit): number {
  return (
    a.rank - b.rank ||
    Number(a.place.isGone) - Number(b.place.isGone) ||
    b.place.at - a.place.at ||
    compare(a.name, b.name) ||
    a.path - b.path ||
    compare(a.place.target, b.place.target)
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
