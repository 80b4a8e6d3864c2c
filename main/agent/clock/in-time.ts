import type { Clock } from "../../engine/index.ts";

/** What work on a disk comes to, or undefined if it takes too long: on a dead network mount a call may never come back. */
export async function inTime<T>(work: Promise<T>, milliseconds: number, clock: Clock): Promise<T | undefined> {
  let callOff = (): void => {};
  const late = new Promise<undefined>((resolve) => {
    callOff = clock.after(milliseconds, () => resolve(undefined));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    callOff();
    work.catch(() => {}); // one that fails after its time has nobody left to tell
  }
}
