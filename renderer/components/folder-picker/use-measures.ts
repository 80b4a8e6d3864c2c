import { useEffect, useRef, useState } from "react";
import type { Measure, PathText } from "../../../shared/model/index.ts";
import { client } from "../../client/index.ts";

type Measures = ReadonlyMap<PathText, Measure>;

/** A count is good enough for this long: a dialog over a page, or the next step, need not count the same again. */
const FRESH_MS = 120_000;
const counted = new Map<PathText, { readonly measure: Measure; readonly at: number }>();

function freshlyCounted(paths: readonly PathText[], now: number): readonly Measure[] {
  return paths.flatMap((path) => {
    const known = counted.get(path);
    return known !== undefined && now - known.at < FRESH_MS ? [known.measure] : [];
  });
}

/**
 * How much is in folders, filled in while it is counted. There is one stream at a time: when other paths are asked for, the
 * count begins anew for those that are not final, the newest first. It ends with whoever asked.
 *
 * A path that cannot be counted has no figure; that is told where it is opened or saved.
 */
export function useMeasures(paths: readonly PathText[]): Measures {
  const [measures, setMeasures] = useState<Measures>(new Map());
  const known = useRef<Measures>(measures);
  const key = JSON.stringify(paths);
  const wanted = useRef(paths);
  wanted.current = paths;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says whether the paths are others
  useEffect(() => {
    const take = (measure: Measure): void => {
      known.current = new Map(known.current).set(measure.path, larger(known.current.get(measure.path), measure));
      if (measure.isFinal) counted.set(measure.path, { measure, at: Date.now() });
      setMeasures(known.current);
    };
    const missing = wanted.current.filter((path) => !known.current.has(path));
    known.current = new Map([
      ...known.current,
      ...freshlyCounted(missing, Date.now()).map((measure) => [measure.path, measure] as const),
    ]);
    setMeasures(known.current);
    const open = wanted.current.filter((path) => known.current.get(path)?.isFinal !== true).toReversed();
    if (open.length === 0) return;
    const over = new AbortController();
    void follow(open.slice(0, 1000), over.signal, take);
    return () => over.abort(new DOMException("Nobody looks any more.", "AbortError"));
  }, [key]);
  return measures;
}

/** A count that begins anew does not show less than was known. */
function larger(old: Measure | undefined, next: Measure): Measure {
  return next.isFinal || old === undefined || next.bytes >= old.bytes ? next : old;
}

async function follow(
  paths: readonly PathText[],
  signal: AbortSignal,
  onMeasure: (measure: Measure) => void,
): Promise<void> {
  try {
    for await (const measure of await client.disk.measure({ paths }, { signal })) {
      if (signal.aborted) return;
      onMeasure(measure);
    }
  } catch {
    // A size is a help, not a need: what is wrong with the folder is told by whoever lists or saves it.
  }
}
