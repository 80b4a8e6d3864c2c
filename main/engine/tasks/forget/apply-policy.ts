import { parseTime, type TimeText } from "../../format/index.ts";
import { hasTags } from "../../repository/index.ts";
import { bucketOf, type LocalZone, momentBefore } from "./calendar.ts";
import { type Duration, formatDuration } from "./duration.ts";
import {
  COUNT_RULES,
  type CountRule,
  countOfRule,
  isEmptyPolicy,
  type KeepPolicy,
  SPANS,
  tagsInWords,
  timeOfAll,
  timeOfRule,
} from "./policy.ts";

/** What of a snapshot a policy looks at. `time` is as the snapshot has it: its zone decides which day it is of. */
export interface JudgedSnapshot {
  readonly id: string;
  readonly time: TimeText;
  readonly tags?: readonly string[];
}

/** How many snapshots each rule of a number may still keep; -1 means all. Without those that are used up. */
export type Counters = Readonly<Partial<Record<CountRule, number>>>;

export interface KeptSnapshot<S> {
  readonly snapshot: S;
  /** In restic's words: `last snapshot`, `oldest daily snapshot`, `weekly within 3m`, `has tags [a, b]`. */
  readonly reasons: readonly string[];
  /** After this snapshot was judged. */
  readonly counters: Counters;
}

/** The newest first, both. */
export interface PolicyVerdict<S> {
  readonly keep: readonly KeptSnapshot<S>[];
  readonly remove: readonly S[];
}

export interface PolicySurroundings {
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** This computer's, unless said otherwise. */
  readonly localZone?: LocalZone;
}

/** The time that Go's clocks begin with: what restic takes for the newest when all snapshots are from the future. */
const NO_TIME = "0001-01-01T00:00:00Z" as TimeText; // of the form that the brand stands for

/**
 * Which snapshots of one group a policy keeps and why, exactly as restic 0.19 does; older ones do not keep the oldest
 * snapshot in addition. Of snapshots of one and the same instant, whose order restic leaves to chance, those of the
 * smaller id come first, whatever order they are given in.
 *
 * A policy without rules keeps everything. One whose rules fit no snapshot keeps none: callers look at `keep`.
 *
 * @throws {InvalidPolicy}
 */
export function applyPolicy<S extends JudgedSnapshot>(
  snapshots: readonly S[],
  policy: KeepPolicy,
  surroundings: PolicySurroundings,
): PolicyVerdict<S> {
  const sorted = newestFirst(snapshots);
  if (isEmptyPolicy(policy))
    return { keep: sorted.map(({ snapshot }) => ({ snapshot, reasons: [], counters: {} })), remove: [] };
  const rules = makeRules(sorted, policy, surroundings);
  const keep: KeptSnapshot<S>[] = [];
  const remove: S[] = [];
  for (const [place, dated] of sorted.entries()) {
    const judged = { ...dated, isOldest: place === sorted.length - 1 };
    const reasons = rules.flatMap((rule) => rule.reasons(judged));
    if (reasons.length === 0) remove.push(dated.snapshot);
    else keep.push({ snapshot: dated.snapshot, reasons, counters: countersOf(rules) });
  }
  return { keep, remove };
}

interface Dated<S> {
  readonly snapshot: S;
  readonly timeNs: bigint;
}

interface Judged extends Dated<JudgedSnapshot> {
  readonly isOldest: boolean;
}

/** One rule at work. It is asked about each snapshot once, the newest first. */
interface Rule {
  /** Why it keeps the snapshot; nothing if it does not. */
  reasons(judged: Judged): readonly string[];
  /** For rules of a number: which, and what is left of it. */
  readonly counter?: readonly [rule: CountRule, left: number];
}

/** In restic's order, which is the order of a snapshot's reasons. */
function makeRules(sorted: readonly Dated<JudgedSnapshot>[], policy: KeepPolicy, surroundings: PolicySurroundings) {
  const newest = newestOfThePast(sorted, surroundings.nowMs);
  const since = (time: Duration): bigint | undefined => momentBefore(newest, time, surroundings.localZone);
  const all = timeOfAll(policy);
  const rules: Rule[] = (policy.tags ?? []).map(tagRule);
  if (all !== undefined) rules.push(withinRule(since(all), all));
  for (const rule of COUNT_RULES) {
    const count = countOfRule(policy, rule);
    if (count !== 0) rules.push(new NewestOfEach(rule, count));
  }
  for (const span of SPANS) {
    const time = timeOfRule(policy, span);
    if (time !== undefined) rules.push(newestWithinRule(span, since(time), time));
  }
  return rules;
}

function tagRule(wanted: readonly string[]): Rule {
  const reason = [`has tags ${tagsInWords(wanted)}`];
  return { reasons: ({ snapshot }) => (hasTags(snapshot, wanted) ? reason : []) };
}

function withinRule(sinceNs: bigint | undefined, time: Duration): Rule {
  const reason = [`within ${formatDuration(time)}`];
  return { reasons: ({ timeNs }) => (isAfter(timeNs, sinceNs) ? reason : []) };
}

/** Keeps the newest of each bucket, as long as its number lasts, and then the oldest of all. */
class NewestOfEach implements Rule {
  readonly #rule: CountRule;
  #left: number;
  #place = 0;
  #bucket: string | undefined;

  constructor(rule: CountRule, count: number) {
    this.#rule = rule;
    this.#left = count;
  }

  get counter(): readonly [CountRule, number] {
    return [this.#rule, this.#left];
  }

  reasons({ snapshot, isOldest }: Judged): readonly string[] {
    if (this.#left === 0) return [];
    const bucket = this.#rule === "last" ? String(this.#place++) : bucketOf(this.#rule, snapshot.time);
    const isNew = bucket !== this.#bucket;
    if (!isNew && !isOldest) return [];
    this.#bucket = bucket;
    if (this.#left > 0) this.#left--;
    return [`${isNew ? "" : "oldest "}${this.#rule} snapshot`];
  }
}

function newestWithinRule(span: Exclude<CountRule, "last">, sinceNs: bigint | undefined, time: Duration): Rule {
  const each = new NewestOfEach(span, -1);
  const reasons = (judged: Judged): readonly string[] => {
    if (!isAfter(judged.timeNs, sinceNs)) return [];
    return each.reasons(judged).map((reason) => reason.replace("snapshot", `within ${formatDuration(time)}`));
  };
  return { reasons };
}

function isAfter(timeNs: bigint, sinceNs: bigint | undefined): boolean {
  return sinceNs === undefined || timeNs > sinceNs;
}

function countersOf(rules: readonly Rule[]): Counters {
  const counters = rules.flatMap(({ counter }) => (counter === undefined ? [] : [counter]));
  return Object.fromEntries(counters.filter(([, left]) => left !== 0));
}

/** The time of the newest snapshot that is not from the future: a wrong clock once must not make all others old. */
function newestOfThePast(sorted: readonly Dated<JudgedSnapshot>[], nowMs: number): TimeText {
  const nowNs = BigInt(Math.floor(nowMs)) * 1_000_000n;
  const found = sorted.find(({ timeNs }) => timeNs < nowNs && timeNs > parseTime(NO_TIME));
  return found?.snapshot.time ?? NO_TIME;
}

function newestFirst<S extends JudgedSnapshot>(snapshots: readonly S[]): Dated<S>[] {
  const dated = snapshots.map((snapshot) => ({ snapshot, timeNs: parseTime(snapshot.time) }));
  return dated.sort((a, b) => compare(b.timeNs, a.timeNs) || compare(a.snapshot.id, b.snapshot.id));
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
