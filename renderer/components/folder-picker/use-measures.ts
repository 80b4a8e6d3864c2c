import { useEffect, useRef, useState } from "react";
import type { Measure, PathText } from "../../../shared/model/index.ts";
import { client } from "../../client/index.ts";

type Measures = ReadonlyMap<PathText, Measure>;

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
    const open = wanted.current.filter((path) => known.current.get(path)?.isFinal !== true).toReversed();
    if (open.length === 0) return;
    const over = new AbortController();
    void follow(open.slice(0, 1000), over.signal, (measure) => {
      known.current = new Map(known.current).set(measure.path, larger(known.current.get(measure.path), measure));
      setMeasures(known.current);
    });
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
