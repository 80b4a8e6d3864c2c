/** What is done of something whose size is known, in bytes. */
export interface Done {
  readonly bytesDone: number;
  readonly bytesTotal?: number | undefined;
}

/** Seconds that are left at the present rate. By bytes, as they are what takes the time. */
export function secondsLeft(
  { bytesDone, bytesTotal = 0 }: Done,
  bytesPerSecond: number | undefined,
): number | undefined {
  if (bytesPerSecond === undefined || bytesPerSecond <= 0 || bytesTotal <= bytesDone) return undefined;
  return (bytesTotal - bytesDone) / bytesPerSecond;
}
