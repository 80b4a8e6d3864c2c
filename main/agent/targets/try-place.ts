import { errorToWire } from "../../../shared/errors/index.ts";
import type { ConnectionReport } from "../../../shared/model/index.ts";
import { openStorage, type TriedStep, tryStorage } from "../../engine/index.ts";
import type { Place } from "./place.ts";

/** Tries what a repository needs of a place. What stands in the way is part of the report. @throws the signal's reason */
export async function tryPlace({ location, access }: Place, signal?: AbortSignal): Promise<ConnectionReport> {
  const storage = openStorage(location, { access, patience: "look" });
  try {
    const { isUsable, isAppendOnly, steps } = await tryStorage(storage, signal);
    return { isUsable, isAppendOnly, steps: steps.map(told) };
  } finally {
    await storage.close();
  }
}

function told({ problem, ...step }: TriedStep): ConnectionReport["steps"][number] {
  return problem === undefined ? step : { ...step, problem: errorToWire(problem) };
}
