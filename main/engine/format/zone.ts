const SLOT_SECONDS = 900;
const MAX_SLOTS = 8192;
const FURTHEST_SECOND = 8_640_000_000_000; // where Date ends
const CHANGES = Number.NaN;

const slots = new Map<number, number>();

/**
 * The local zone's offset from UTC in minutes at an instant, summer time included.
 *
 * Zero where the offset is not a whole number of minutes (local mean time, before about 1940) and beyond the years a
 * Date can hold: the format cannot write such an offset, but can write the instant in UTC.
 *
 * Asking the system is slow beside the rest of a time, so the answer is kept for each quarter of an hour, the length
 * within which no zone changes twice. A quarter in which it does change is asked for each time.
 */
export function offsetMinutesAt(epochSecond: number): number {
  const slot = Math.floor(epochSecond / SLOT_SECONDS);
  let offset = slots.get(slot);
  if (offset === undefined) {
    offset = offsetOfSlot(slot);
    if (slots.size >= MAX_SLOTS) slots.clear();
    slots.set(slot, offset);
  }
  return Number.isNaN(offset) ? askSystem(epochSecond) : offset;
}

function offsetOfSlot(slot: number): number {
  const first = askSystem(slot * SLOT_SECONDS);
  const last = askSystem((slot + 1) * SLOT_SECONDS - 1);
  return first === last ? first : CHANGES;
}

function askSystem(epochSecond: number): number {
  if (Math.abs(epochSecond) > FURTHEST_SECOND) return 0;
  const date = new Date(epochSecond * 1000);
  if (date.getSeconds() !== date.getUTCSeconds()) return 0;
  // `0 -` keeps the zero of UTC from becoming -0.
  return 0 - date.getTimezoneOffset();
}
