import { app, dialog } from "electron";
import { say } from "../../../shared/words/index.ts";

export interface QuittingParts {
  /** How many runs go on; 0 also if nobody can say. */
  readonly runsGoingOn: () => Promise<number>;
  /** Brings the agent to a safe stop. */
  readonly stop: () => Promise<void>;
}

const QUIT = 0;
const STAY = 1;

/** The way to the end: asks while a run goes on, brings it to a safe stop, and only then lets the program end. */
export class Quitting {
  readonly #parts: QuittingParts;
  #state: "no" | "asking" | "stopping" | "stopped" = "no";

  constructor(parts: QuittingParts) {
    this.#parts = parts;
    app.on("before-quit", (event) => {
      if (this.#state === "stopped") return;
      event.preventDefault();
      if (this.#state === "no") void this.#askFirst();
    });
  }

  /** It is decided: windows may close. */
  get isDecided(): boolean {
    return this.#state === "stopping" || this.#state === "stopped";
  }

  /** Without a question: the computer shuts down, or the agent has ended. */
  async now(): Promise<void> {
    if (this.isDecided) return;
    this.#state = "stopping";
    await this.#parts.stop();
    this.#state = "stopped";
    app.quit();
  }

  async #askFirst(): Promise<void> {
    this.#state = "asking";
    const runs = await this.#parts.runsGoingOn();
    const isAgreed = runs === 0 || (await askToQuit(runs));
    if (this.#state !== "asking") return; // the computer shuts down meanwhile
    this.#state = "no";
    if (isAgreed) await this.now();
  }
}

async function askToQuit(count: number): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: "question",
    title: "Holdfast",
    message: say("{count, plural, one {A run is} other {# runs are}} going on.", { count }),
    detail: say("What is stored by now is kept, and the run goes on with the next start of Holdfast."),
    buttons: [say("Quit safely"), say("Keep running")],
    defaultId: STAY,
    cancelId: STAY,
    noLink: true,
  });
  return response === QUIT;
}
