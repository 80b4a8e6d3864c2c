import { InvalidSubset } from "./errors.ts";

/** Which packs are read whole: all, one of t parts that together are all, a random share, or a random amount. */
export type ReadData =
  | true
  | { readonly part: number; readonly of: number }
  | { readonly percent: number }
  | { readonly bytes: number };

/** A pack as far as choosing goes. */
export interface Choosable {
  readonly pack: number;
  /** The first byte of its id. */
  readonly firstByte: number;
  readonly bytes: number;
}

/** Parts are told apart by one byte. */
const MAX_PARTS = 256;

/** @throws {InvalidSubset} */
export function mustBeSubset(readData: ReadData): void {
  if (readData === true) return;
  if ("part" in readData) {
    const { part, of } = readData;
    const isPart = Number.isInteger(part) && Number.isInteger(of) && part >= 1 && part <= of && of <= MAX_PARTS;
    if (!isPart) throw new InvalidSubset(`${part}/${of}`);
  } else if ("percent" in readData) {
    if (!(readData.percent > 0 && readData.percent <= 100)) throw new InvalidSubset(`${readData.percent}%`);
  } else if (!(readData.bytes > 0)) {
    throw new InvalidSubset(`${readData.bytes} bytes`);
  }
}

/**
 * Chooses as restic does, so that its users' schedules of parts go on: part n of t are the packs whose first byte,
 * divided by t, leaves n - 1; a share is of the number of packs, at least one.
 *
 * @param random numbers from 0 to below 1
 */
export function choosePacks<Pack extends Choosable>(
  packs: readonly Pack[],
  readData: ReadData,
  random: () => number,
): Pack[] {
  if (readData === true) return [...packs];
  if ("part" in readData) return packs.filter(({ firstByte }) => firstByte % readData.of === readData.part - 1);
  if ("percent" in readData) return draw(packs, readData.percent / 100, random);
  const total = packs.reduce((sum, { bytes }) => sum + bytes, 0);
  return draw(packs, total === 0 ? 1 : Math.min(1, readData.bytes / total), random);
}

/** The start of a shuffle (Fisher and Yates). */
function draw<Pack>(packs: readonly Pack[], share: number, random: () => number): Pack[] {
  const rest = [...packs];
  const count = Math.min(rest.length, Math.max(1, Math.floor(rest.length * share)));
  for (let at = 0; at < count; at++) {
    const other = at + Math.floor(random() * (rest.length - at));
    // Both places are within the list.
    [rest[at], rest[other]] = [rest[other] as Pack, rest[at] as Pack];
  }
  return rest.slice(0, count);
}
