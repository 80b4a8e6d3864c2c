import type { PathText, RestoreRequest, Space } from "../../../shared/model/index.ts";

export interface Volumes {
  /** Room on the volume that a place is on, or would be on were it there; undefined where the system does not tell. */
  readonly volumeSpace: (path: PathText) => Promise<Space | undefined>;
  readonly isSameVolume: (a: PathText, b: PathText) => Promise<boolean>;
  /** The agent's folder of data: what goes into a .zip is there for a while. */
  readonly dataFolder: string;
}

/** Room that a restore takes somewhere. */
export interface Need {
  readonly place: PathText;
  readonly bytesToWrite: number;
}

/**
 * What a restore of so many bytes takes, and where. Nobody knows beforehand how small a .zip will be: it counts
 * in full. Of several places the first counts: another that is full is told by the run.
 */
export async function needsOf(
  { destination }: Pick<RestoreRequest, "destination">,
  place: PathText,
  bytes: number,
  { isSameVolume, dataFolder }: Volumes,
): Promise<readonly Need[]> {
  if (destination.type !== "zip") return [{ place, bytesToWrite: bytes }];
  if (await isSameVolume(place, dataFolder)) return [{ place, bytesToWrite: 2 * bytes }];
  return [place, dataFolder].map((each) => ({ place: each, bytesToWrite: bytes }));
}

/** The need that is hardest to meet, and the room there, where it is told. */
export async function tightest(
  needs: readonly Need[],
  { volumeSpace }: Volumes,
): Promise<(Need & { readonly freeBytes?: number }) | undefined> {
  const told = await Promise.all(
    needs.map(async (need) => {
      const space = await volumeSpace(need.place).catch(() => undefined);
      return space === undefined ? need : { ...need, freeBytes: space.freeBytes };
    }),
  );
  return told.toSorted((a, b) => leftOver(a) - leftOver(b))[0];
}

function leftOver({
  bytesToWrite,
  freeBytes = Number.MAX_SAFE_INTEGER,
}: Need & { readonly freeBytes?: number }): number {
  return freeBytes - bytesToWrite;
}
