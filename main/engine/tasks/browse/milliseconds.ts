const NS_PER_MS = 1_000_000n;

/** Of nanoseconds, rounded down. */
export function milliseconds(ns: bigint): number {
  const whole = ns / NS_PER_MS;
  return Number(ns < 0n && whole * NS_PER_MS !== ns ? whole - 1n : whole);
}
