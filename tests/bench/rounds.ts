import type { Contestant } from "./contestants.ts";
import type { Sample } from "./statistics.ts";

/**
 * Runs all contestants in turn, round after round. Each round begins with another, so that none always runs after the
 * same one.
 *
 * @param tell called after each run
 * @returns samples by contestant, in the order given
 */
export async function runRounds(
  contestants: readonly Contestant[],
  rounds: number,
  tell: (round: number, name: string, sample: Sample) => void,
): Promise<Record<string, Sample[]>> {
  const samples = Object.fromEntries(contestants.map(({ name }): [string, Sample[]] => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const first = round % Math.max(contestants.length, 1);
    for (const { name, run } of [...contestants.slice(first), ...contestants.slice(0, first)]) {
      const sample = await run();
      samples[name]?.push(sample);
      tell(round + 1, name, sample);
    }
  }
  return samples;
}
