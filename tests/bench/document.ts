import { DATA_SETS } from "./data-sets.ts";
import { JOBS } from "./jobs.ts";
import { fullReport } from "./report.ts";
import type { Results } from "./results.ts";
import { ZSTD_LEVEL } from "./tools/tool.ts";

/** What docs/benchmarks.md says. @throws {Error} a job has no result */
export function benchmarkDocument(results: Results): string {
  const missing = JOBS.filter((job) => !results.jobs.some((result) => result.job === job.name)).map((job) => job.name);
  if (missing.length > 0) throw new Error(`The table is not full. Still to be run: ${missing.join(" ")}`);
  const tools = Object.values(results.environment.tools);
  const data = [...Object.values(DATA_SETS).map((set) => set.title), "the real tree /usr of the machine"];
  return `# Benchmarks

Written by \`npm run bench -- --write\`; any machine with Linux can make its own. tests/bench/README.md says how it is measured.

- Machine: ${results.environment.machine}
- Programs: ${tools.join(", ")}
- Compression: zstd at level ${ZSTD_LEVEL} in Holdfast and borg, restic's own default (“auto”) in restic
- Data, made from a seed: ${data.join("; ")}

Each figure is the median of the rounds. The ratios are Holdfast's median by the other's: below 1 is ahead. Memory is the
peak of the whole process tree. The limit is what the necessary reading, SHA-256, zstd and AES of the same bytes cost in
native code on all cores. MB are millions of bytes.

${fullReport(results)}
`;
}
