import type { Moment, RunId } from "../../../../shared/model/index.ts";
import { sayFailure } from "../../../../shared/words/index.ts";
import type { Clock } from "../../../agent/clock/index.ts";
import type { AgentClient } from "../../headless/agent-client/index.ts";
import type { AgentState } from "../agent-state/index.ts";
import { causesOf } from "./causes.ts";
import { decideNotices, type Notice } from "./decide-notices.ts";
import type { ToldFile } from "./told-file.ts";

export interface NotifierParts {
  /** Shows it on the desktop; a click on it leads to its place. */
  readonly show: (notice: Pick<Notice, "title" | "body" | "place">) => void;
  /** The user wants to be told. */
  readonly isWanted: (state: AgentState) => boolean;
  /** The calls of the agent, while there is one. */
  readonly calls: () => { readonly runs: Pick<AgentClient["runs"], "get"> } | undefined;
  readonly file: Pick<ToldFile, "read" | "write">;
  readonly clock: Clock;
}

/** What is due after a start, or after sleep, gets so long before its lateness is told. */
export const GRACE_MS = 15 * 60_000;
/** A plan becomes late by time alone. */
const LOOK_MS = 60_000;

/** Tells on the desktop what the user should know. */
export class Notifier {
  readonly #parts: NotifierParts;
  #told: ReadonlySet<string> | undefined;
  #state: AgentState | undefined;
  #awakeSince: Moment;
  #callOff: () => void = () => {};
  #keeping: Promise<void> = Promise.resolve();

  constructor(parts: NotifierParts) {
    this.#parts = parts;
    this.#awakeSince = parts.clock.now();
  }

  /** To be awaited before the first state, so that nothing is told twice. */
  async start(): Promise<void> {
    this.#told = await this.#parts.file.read();
    this.#look();
  }

  /** Resolves when what was told is kept. */
  async stop(): Promise<void> {
    this.#callOff();
    await this.#keeping;
  }

  /** Nothing is gone because no agent answers. */
  update(state: AgentState | undefined): void {
    this.#state = state;
    this.#look();
  }

  /** The computer slept: what was due meanwhile runs now. */
  woke(): void {
    this.#awakeSince = this.#parts.clock.now();
  }

  #look(): void {
    const { clock, isWanted } = this.#parts;
    this.#callOff();
    this.#callOff = clock.after(LOOK_MS, () => this.#look());
    const [state, told] = [this.#state, this.#told];
    if (state === undefined || told === undefined) return;
    const now = clock.now();
    const decision = decideNotices({
      ...{ causes: causesOf(state, now), told, isSilent: !isWanted(state) },
      isEarly: now - Math.max(this.#awakeSince, state.startedAt) < GRACE_MS,
      isRunning: state.runs.some(({ kind, state: at }) => at === "running" && (kind === "backup" || kind === "copy")),
    });
    this.#keep(decision.told);
    for (const notice of decision.notices) void this.#tell(notice);
  }

  #keep(told: ReadonlySet<string>): void {
    const before = this.#told;
    this.#told = told;
    if (before !== undefined && before.size === told.size && [...told].every((key) => before.has(key))) return;
    // What cannot be kept is told again after the next start: better than not at all.
    this.#keeping = this.#parts.file.write(told).catch(() => undefined);
  }

  async #tell({ title, body, place, failedRun }: Notice): Promise<void> {
    const why = failedRun === undefined ? undefined : await this.#why(failedRun);
    this.#parts.show({ title, body: why ?? body, place });
  }

  /** In the words of the failure; undefined if nobody can say. */
  async #why(runId: RunId): Promise<string | undefined> {
    try {
      const { error } = (await this.#parts.calls()?.runs.get({ runId })) ?? {};
      return error === undefined ? undefined : sayFailure(error).message;
    } catch {
      return undefined;
    }
  }
}
