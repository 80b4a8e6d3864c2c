import { type BandwidthLimit, type Moment, type Rates, ratesOf } from "../../../shared/model/index.ts";
import { isWithinHours } from "../schedule/index.ts";

/** How long an answer is good for: it is asked for with every file, and hours begin and end on the minute. */
const FRESH_MS = 1000;

/** Bytes a second to and from targets on a network at a moment: of the limits the first that fits; any number if there is none. */
export function bandwidthAt(limits: readonly BandwidthLimit[], now: Moment, zone: string): Rates {
  const limit = limits.find(({ hours }) => hours === undefined || isWithinHours(hours, now, zone));
  return limit === undefined ? {} : ratesOf(limit);
}

/** `bandwidthAt`, for who asks often: looked up once a second, and whenever the limits are others. */
export function bandwidthNow(
  limits: () => readonly BandwidthLimit[],
  now: () => Moment,
  zone: () => string,
): () => Rates {
  let known: { readonly at: Moment; readonly limits: readonly BandwidthLimit[]; readonly rates: Rates };
  known = { at: Number.NEGATIVE_INFINITY, limits: [], rates: {} };
  return () => {
    const [at, current] = [now(), limits()];
    const isFresh = known.limits === current && Math.abs(at - known.at) < FRESH_MS;
    if (!isFresh) known = { at, limits: current, rates: bandwidthAt(current, at, zone()) };
    return known.rates;
  };
}
