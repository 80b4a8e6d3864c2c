import type { Moment, Run, RunId } from "../../../shared/model/index.ts";
import { paths } from "../../navigation/index.ts";

/** A test that came to its end. */
export interface PastTest {
  readonly id: RunId;
  readonly to: string;
  readonly at: Moment;
  readonly plan: string;
  readonly files: number;
  readonly bytesRead: number;
  readonly seconds: number;
  readonly bytesPerSecond: number;
  readonly failures: number;
}

/** The tests among runs, the oldest first. @param runs the newest first */
export function historyOf(runs: readonly Run[]): readonly PastTest[] {
  return runs
    .flatMap(({ id, endedAt, planName = "", figures }): PastTest[] => {
      if (endedAt === undefined || figures?.kind !== "test-restore") return [];
      const { files, bytesRead, seconds, failures } = figures;
      const bytesPerSecond = seconds > 0 ? bytesRead / seconds : 0;
      return [
        { id, to: paths.run(id), at: endedAt, plan: planName, files, bytesRead, seconds, bytesPerSecond, failures },
      ];
    })
    .toReversed();
}
