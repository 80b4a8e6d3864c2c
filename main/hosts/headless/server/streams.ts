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

  /** Counts from now on: a stream that is never read ends with its request all the same. */
  #counted(stream: AsyncGenerator<unknown>, signal: AbortSignal | undefined): AsyncGenerator<unknown> {
    this.#open += 1;
    let isOver = false;
    const over = (): void => {
      if (!isOver) this.#open -= 1;
      isOver = true;
    };
    signal?.addEventListener("abort", over, { once: true });
    return (async function* () {
      try {
        return yield* stream;
      } finally {
        over();
      }
    })();
  }
}
