const STEP_BYTES = 64 << 10;

/** Memory that is used again and again, and grows when more is needed. */
export class Workspace {
  #buffer = Buffer.alloc(0);

  /** At least this much; what was in it before is lost. */
  room(bytes: number): Buffer {
    if (bytes > this.#buffer.length) {
      this.#buffer = Buffer.allocUnsafeSlow(Math.ceil(bytes / STEP_BYTES) * STEP_BYTES);
    }
    return this.#buffer;
  }
}
