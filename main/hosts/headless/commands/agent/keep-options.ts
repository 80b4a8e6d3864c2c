import { type Command, Option } from "commander";
import { KeepRules } from "../../../../../shared/model/index.ts";
import { UsageError } from "../../errors.ts";
import { collect, parseCount } from "../../values.ts";

/** What somebody says of which snapshots stay. */
export interface KeepOptions {
  readonly last?: number;
  readonly hourly?: number;
  readonly daily?: number;
  readonly weekly?: number;
  readonly monthly?: number;
  readonly yearly?: number;
  readonly within?: string;
  readonly withinHourly?: string;
  readonly withinDaily?: string;
  readonly withinWeekly?: string;
  readonly withinMonthly?: string;
  readonly withinYearly?: string;
  readonly tag?: readonly string[];
}

const COUNTS = ["hourly", "daily", "weekly", "monthly", "yearly"] as const;
const UNITS = { hourly: "hours", daily: "days", weekly: "weeks", monthly: "months", yearly: "years" } as const;

export function declareKeepOptions(command: Command): void {
  command.addOption(new Option("--last <n>", "the newest so many").argParser(parseCount));
  for (const span of COUNTS) {
    const says = `the newest of each of the last so many ${UNITS[span]}`;
    command.addOption(new Option(`--${span} <n>`, says).argParser(parseCount));
  }
  command.option("--within <time>", "all of the time before the newest, such as 30d or 1y6m");
  for (const span of COUNTS)
    command.option(`--within-${span} <time>`, `the newest of each of the ${UNITS[span]} of that time`);
  command.addOption(new Option("--tag <tag>", "those with this tag; may be given again").argParser(collect));
}

/** The rules that were given, or undefined if none was. @throws {UsageError} */
export function keepRules({ tag, ...given }: KeepOptions): KeepRules | undefined {
  const names = Object.keys(KeepRules.unwrap().shape);
  const rules = Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name)));
  const all = { ...rules, ...(tag === undefined ? {} : { tags: tag }) };
  if (Object.keys(all).length === 0) return undefined;
  const parsed = KeepRules.safeParse(all);
  if (parsed.success) return parsed.data;
  const [wrong] = parsed.error.issues;
  const option = `--${String(wrong?.path[0] ?? "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new UsageError(`“${option}” was given something that does not fit.`, "Write times such as 30d, 1y6m or 7d12h.");
}

/** Rules in words: “30 daily, 12 monthly, all within 7d”. */
export function rulesInWords({ tags = [], ...rules }: KeepRules): string {
  const counts = (["last", ...COUNTS] as const).flatMap((name) =>
    rules[name] === undefined ? [] : [name === "last" ? `the last ${rules[name]}` : `${rules[name]} ${name}`],
  );
  const spans = COUNTS.flatMap((name) => {
    const time = rules[`within${name.charAt(0).toUpperCase()}${name.slice(1)}` as `within${Capitalize<typeof name>}`];
    return time === undefined ? [] : [`each ${name} within ${time}`];
  });
  const within = rules.within === undefined ? [] : [`all within ${rules.within}`];
  return [...counts, ...within, ...spans, ...tags.map((tag) => `all tagged ${tag}`)].join(", ");
}
