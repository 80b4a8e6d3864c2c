import { expect, it } from "vitest";
import { benchmarkDocument } from "./document.ts";
import { formatFigure } from "./figures.ts";
import { JOBS, type Job } from "./jobs.ts";
import { asData, fullReport, jobReport } from "./report.ts";
import { merge, type Results } from "./results.ts";
import { table } from "./table.ts";
import { summary, verdictsOf } from "./verdict.ts";

const ENVIRONMENT = { machine: "a machine", tools: { holdfast: "Holdfast 1", restic: "restic 2", borg: "borg 3" } };

const JOB: Job = {
  name: "backup-small",
  title: "First backup",
  kind: "first",
  goals: [
    { figure: "wall", against: "restic", atMost: 0.5 },
    { figure: "wall", against: "borg", atMost: 1 },
    { figure: "memory", atMost: 300e6 },
  ],
};

const RESULT = {
  job: "backup-small",
  date: "2026-01-02",
  samples: {
    holdfast: [
      { wall: 2000, cpu: 3000, memory: 310e6 },
      { wall: 2200, cpu: 3100, memory: 290e6 },
      { wall: 2100, cpu: 3000, memory: 320e6 },
    ],
    restic: [{ wall: 4200, cpu: 6000, memory: 100e6 }],
    limit: [{ wall: 900, cpu: 1800 }],
  },
};

it("lines the columns of a table up", () => {
  const rows = [
    ["", "wall"],
    ["Holdfast", "2 s"],
    ["r", "12.5 s"],
  ];
  expect(table(rows)).toBe(
    ["|          |   wall |", "| -------- | -----: |", "| Holdfast |    2 s |", "| r        | 12.5 s |"].join("\n"),
  );
});

it.each([
  ["wall", 94.6, "95 ms"],
  ["cpu", 2310, "2.31 s"],
  ["wall", 123_456, "123.5 s"],
  ["memory", 299_600_000, "300 MB"],
  ["repository", 185_040_000, "185.0 MB"],
  ["blob", 57.94, "57.9 B"],
] as const)("shows %s of %d as %s", (figure, value, text) => {
  expect(formatFigure(figure, value)).toBe(text);
});

it("shows medians, the limit and ratios with their goals", () => {
  const text = jobReport(JOB, RESULT, ENVIRONMENT);
  const line = (start: string): string => text.split("\n").find((one) => one.startsWith(`| ${start}`)) ?? "";
  expect(line("Holdfast 1").replaceAll(/ +/g, " ")).toBe(
    "| Holdfast 1 | 2.10 s | 3.00 s | 310 MB (goal ≤ 300 MB: not met) |",
  );
  expect(line("limit").replaceAll(/ +/g, " ")).toBe("| limit | 900 ms | 1.80 s | |");
  expect(line("Holdfast / restic").replaceAll(/ +/g, " ")).toBe(
    "| Holdfast / restic | 0.50 (goal ≤ 0.50: met) | 0.50 | 3.10 |",
  );
  expect(text).toContain("Medians of 3 rounds, 2026-01-02.");
});

it("remarks on runs that are far apart", () => {
  const samples = { holdfast: [{ wall: 100 }, { wall: 150 }] };
  expect(jobReport(JOB, { ...RESULT, samples }, ENVIRONMENT)).toContain("took 1.50 times its fastest");
});

it("leaves goals out whose tool did not take part, and names those that are not met", () => {
  expect(verdictsOf(JOB, RESULT).map(({ goal, met }) => [goal.against, met])).toEqual([
    ["restic", true],
    [undefined, false],
  ]);
  expect(summary([{ job: JOB, result: RESULT }])).toBe(
    "1 of 2 goals are met.\n- First backup, peak memory: 310 MB (goal ≤ 300 MB: not met)",
  );
});

it("reports jobs in the order of the table, and gives another program all figures", () => {
  const results: Results = { environment: ENVIRONMENT, jobs: [{ ...RESULT, job: "start" }, RESULT] };
  const text = fullReport(results);
  expect(text.indexOf("`backup-small`")).toBeLessThan(text.indexOf("`start`"));
  expect(asData(results, { quick: true })).toMatchObject({
    quick: true,
    jobs: [{ job: "backup-small", samples: RESULT.samples, medians: { holdfast: { wall: 2100 } } }, { job: "start" }],
  });
});

it("keeps the newest result of each job, and only from the same surroundings", () => {
  const old: Results = { environment: ENVIRONMENT, jobs: [RESULT, { ...RESULT, job: "start" }] };
  const fresh: Results = { environment: ENVIRONMENT, jobs: [{ ...RESULT, date: "2026-02-03" }] };
  expect(merge(old, fresh).jobs.map(({ job, date }) => [job, date])).toEqual([
    ["start", "2026-01-02"],
    ["backup-small", "2026-02-03"],
  ]);
  const elsewhere = { ...fresh, environment: { ...ENVIRONMENT, machine: "another" } };
  expect(merge(old, elsewhere).jobs).toHaveLength(1);
  expect(merge(undefined, fresh)).toEqual(fresh);
});

it("writes the document only when every job has a result", () => {
  const jobs = JOBS.map((job) => ({ ...RESULT, job: job.name }));
  const text = benchmarkDocument({ environment: ENVIRONMENT, jobs });
  for (const job of JOBS) expect(text).toContain(`### ${job.title}`);
  expect(text).toContain("Holdfast 1, restic 2, borg 3");
  expect(() => benchmarkDocument({ environment: ENVIRONMENT, jobs: jobs.slice(2) })).toThrow(
    /backup-small backup-large/,
  );
});
