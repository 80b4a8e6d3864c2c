import type { Storage } from "./storage.ts";

/** How many small files are worth asking for at a time: `local`, or as many as a place on another machine answers at once. */
export function callsAtOnce({ capabilities }: Pick<Storage, "capabilities">, local: number): number {
  return capabilities.isRemote ? Math.max(local, capabilities.connections) : local;
}
