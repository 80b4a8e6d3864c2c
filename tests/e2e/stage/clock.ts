/** What time it is on a stage. Pictures hold it still, so that they do not differ from run to run. */
const HELD = process.env["HOLDFAST_STAGE_NOW"];

export const isClockHeld = HELD !== undefined;

export function stageNow(): number {
  return HELD === undefined ? Date.now() : Number(HELD);
}
