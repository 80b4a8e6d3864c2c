import { ORPCError } from "@orpc/server";
import { isStream } from "../../../../shared/streams/index.ts";

/** Every open window has one, and a second while it counts the sizes of folders. */
const MOST_STREAMS = 64;

interface Call {
  readonly signal?: AbortSignal | undefined;
  next(): Promise<unknown>;
}

/** Bounds how many event streams go on at a time; an interceptor of oRPC's handlers. */
export class StreamGate {
  #open = 0;

  get open(): number {
    return this.#open;
  }

  readonly intercept = async ({ signal, next }: Call): Promise<unknown> => {
    const output = await next();
    if (!isStream(output)) return output;
    if (this.#open >= MOST_STREAMS) {
      await output.return(undefined);
      throw new ORPCError("TOO_MANY_REQUESTS", { message: "More windows are open than Holdfast can tell of events." });
    }
    return this.#counted(output, signal);
  };

  /** Counts from now on. Who asked may be gone before all of the stream is read, and nobody says so to it: it ends with its request. */
  #counted(stream: AsyncGenerator<unknown>, signal: AbortSignal | undefined): AsyncGenerator<unknown> {
    this.#open += 1;
    let isOver = false;
    const over = (): void => {
      if (!isOver) this.#open -= 1;
      isOver = true;
    };
    const end = (): void => {
      over();
      // What it may still throw at its end was for somebody who is gone.
      stream.return(undefined).catch(() => undefined);
    };
    if (signal?.aborted === true) end();
    signal?.addEventListener("abort", end, { once: true });
    return (async function* () {
      try {
        return yield* stream;
      } finally {
        over();
      }
    })();
  }
}
