/** What was seen of a stretch of time in which all lanes were busy. */
export interface BusyStretch {
  readonly bytes: number;
  readonly ms: number;
}

/** How many calls at a time, and what is known of it. A plain value. */
export interface LaneCount {
  readonly lanes: number;
  /** The best seen with fewer lanes than now, in bytes a millisecond; 0: nothing yet. */
  readonly rateBefore: number;
  /** Stretches that go by before one more lane is tried again. */
  readonly restFor: number;
}

/** Two: with one, the link is idle while the storage answers. */
const FIRST_LANES = 2;
/** One more lane has to bring so much to be worth keeping. */
const WORTH_IT = 1.05;
/** After a lane that brought nothing, and after an interruption, it is tried again so much later. */
const REST = 8;

export function firstLaneCount(most: number): LaneCount {
  return { lanes: Math.min(FIRST_LANES, Math.max(1, most)), rateBefore: 0, restFor: 0 };
}

/**
 * Goes up while another lane brings more through, and a step back when it does not. Each answer is at least 1 and at most
 * `most`.
 */
export function afterStretch(count: LaneCount, { bytes, ms }: BusyStretch, most: number): LaneCount {
  const { lanes, rateBefore, restFor } = count;
  const rate = bytes / Math.max(1, ms);
  if (restFor > 0) return { lanes, rateBefore: restFor === 1 ? 0 : rateBefore, restFor: restFor - 1 };
  if (rate >= rateBefore * WORTH_IT) {
    if (lanes >= most) return { lanes, rateBefore: 0, restFor: REST };
    return { lanes: lanes + 1, rateBefore: rate, restFor: 0 };
  }
  return { lanes: Math.max(1, lanes - 1), rateBefore: 0, restFor: REST };
}

/** The storage was busy or the link broke: half as many, and no more for a while. */
export function afterInterruption({ lanes }: LaneCount): LaneCount {
  return { lanes: Math.max(1, Math.floor(lanes / 2)), rateBefore: 0, restFor: REST };
}
