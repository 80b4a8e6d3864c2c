import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";

const WORKER = join(import.meta.dirname, "search-worker.ts");
const MOST_OUTPUT = 16 << 20;
const MIB = 1 << 20;

/** What `search-worker.ts` answers. */
interface Measured {
  readonly fillSeconds: number;
  readonly fileBytes: number;
  readonly maxRSS: number;
  readonly totals: { readonly snapshots: number; readonly paths: number; readonly spans: number };
  readonly versionsMs: number;
  readonly answers: readonly {
    readonly text: string;
    readonly found: number;
    readonly ms: number;
    readonly cpuMs: number;
  }[];
}

const DECLARED = {
  paths: { type: "string", default: "1000000" },
  versions: { type: "string", default: "10000000" },
  data: { type: "string", default: join(tmpdir(), "holdfast-bench") },
} as const;

/** How quickly the index of names answers, in words. @throws {Error} an option that there is not */
export async function searchBench(args: readonly string[], signal: AbortSignal): Promise<string> {
  const { values } = parseArgs({ args: [...args], options: DECLARED });
  mkdirSync(values.data, { recursive: true });
  const file = join(values.data, `names-${values.paths}-${values.versions}.sqlite`);
  const filled = await measured(file, values, signal);
  // Once more: the figures of one that did nothing but answer.
  return described(await measured(file, values, signal), filled.fillSeconds);
}

async function measured(
  file: string,
  size: { paths: string; versions: string },
  signal: AbortSignal,
): Promise<Measured> {
  const options = { signal, maxBuffer: MOST_OUTPUT };
  const { stdout } = await promisify(execFile)(process.execPath, [WORKER, file, size.paths, size.versions], options);
  return JSON.parse(stdout) as Measured; // it is our own program
}

function described({ totals, fileBytes, maxRSS, versionsMs, answers }: Measured, fillSeconds: number): string {
  const ordered = answers.toSorted((a, b) => a.ms - b.ms);
  const figures = (of: "ms" | "cpuMs"): string => {
    const sorted = answers.map((each) => each[of]).toSorted((a, b) => a - b);
    const at = (share: number): string => (sorted[Math.ceil(share * sorted.length) - 1] ?? 0).toFixed(1);
    return `median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms`;
  };
  const slowest = ordered.slice(-5).map(({ text, found, ms }) => `  ${ms.toFixed(1)} ms, ${found} hits: ${text}`);
  return [
    `${totals.spans} versions of ${totals.paths} paths in ${totals.snapshots} snapshots`,
    `file ${Math.round(fileBytes / MIB)} MiB; memory of a process that answers ${Math.round(maxRSS / MIB)} MiB`,
    fillSeconds > 1 ? `taken in within ${Math.round(fillSeconds)} s` : "taken in before",
    `${answers.length} answers: ${figures("ms")}; versions of a path ${versionsMs.toFixed(1)} ms`,
    `processor time of an answer: ${figures("cpuMs")}`,
    ...["the slowest:", ...slowest.toReversed()],
  ].join("\n");
}
