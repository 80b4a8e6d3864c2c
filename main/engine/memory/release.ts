/**
 * Gives the memory of bytes outside the heap back at once, not when the collector comes: the collector sees a small object
 * and not what hangs on it. The bytes must not be used any more. Memory that others share in is left alone.
 */
export function release(bytes: Uint8Array | Int32Array): void {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) buffer.transfer(0);
}
