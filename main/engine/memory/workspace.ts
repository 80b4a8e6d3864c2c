import { release } from "./release.ts";

const STEP_BYTES = 64 << 10;

/** Memory that is used again and again, and grows when more is needed: by a quarter more, as the next may be larger still. */
export class Workspace {
  #buffer = Buffer.alloc(0);

  /** At least this much; what was in it before is lost, and views of it may be empty. */
  room(bytes: number): Buffer {
    if (bytes > this.#buffer.length) {
      release(this.#buffer);
      this.#buffer = Buffer.allocUnsafeSlow(Math.ceil((bytes * 1.25) / STEP_BYTES) * STEP_BYTES);
    }
    return this.#buffer;
  }
}
