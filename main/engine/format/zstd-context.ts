import { constants, createZstdCompress, createZstdDecompress } from "node:zlib";

/**
 * The part of a node:zlib stream that its own synchronous calls use. `zstdCompressSync` makes such a stream for every
 * call and throws it away, which costs 20 to 30 microseconds: more than the work itself for most files there are. There
 * is no public way to use one again; so its presence is checked, and without it the public calls do the work
 * (docs/adr/0004).
 */
interface ReusableStream {
  readonly _handle: {
    writeSync(
      flush: number,
      from: Uint8Array,
      at: number,
      length: number,
      to: Uint8Array,
      toAt: number,
      room: number,
    ): void;
    onerror: (message: string) => void;
  };
  /** Room left in the output, bytes left in the input; set by each write. */
  readonly _writeState: Uint32Array;
  close(): void;
}

/** A zstd context of this thread that is used for one small blob after the other. */
export class ZstdContext {
  readonly #make: () => unknown;
  #stream: ReusableStream | undefined;
  #error: string | undefined;

  private constructor(make: () => unknown) {
    this.#make = make;
  }

  /** @param params zstd's own, by their numbers */
  static compressing(params: Readonly<Record<number, number>>): ZstdContext {
    return new ZstdContext(() => createZstdCompress({ params }));
  }

  static decompressing(): ZstdContext {
    return new ZstdContext(() => createZstdDecompress());
  }

  /**
   * Does one whole input at once.
   *
   * @param input one whole frame to decompress, or anything to compress
   * @returns bytes written; undefined if the output has no room for it all, or this Node offers no such call
   * @throws {Error} what zstd says of input that is not its own
   */
  run(input: Uint8Array, output: Uint8Array): number | undefined {
    const stream = this.#open();
    if (stream === undefined) return undefined;
    stream._handle.writeSync(constants.ZSTD_e_end, input, 0, input.length, output, 0, output.length);
    const [room = 0, left = 0] = stream._writeState;
    // A full output may mean that there is more.
    const isWhole = room > 0 && left === 0;
    const error = this.#error;
    // At the end of a frame a context is ready for the next; anywhere else it is not.
    if (error !== undefined || !isWhole) this.#discard(stream);
    if (error !== undefined) throw new Error(error);
    return isWhole ? output.length - room : undefined;
  }

  #open(): ReusableStream | undefined {
    if (this.#stream !== undefined) return this.#stream;
    const stream = this.#make();
    if (!isReusable(stream)) return undefined;
    stream._handle.onerror = (message) => {
      this.#error = message;
    };
    this.#stream = stream;
    return stream;
  }

  #discard(stream: ReusableStream): void {
    this.#stream = undefined;
    this.#error = undefined;
    stream.close();
  }
}

function isReusable(stream: unknown): stream is ReusableStream {
  // Looks only; every part is checked before it counts.
  const parts = stream as Partial<ReusableStream> | undefined;
  return typeof parts?._handle?.writeSync === "function" && parts._writeState instanceof Uint32Array;
}
