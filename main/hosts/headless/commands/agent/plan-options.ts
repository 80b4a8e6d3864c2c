import { type Command, Option } from "commander";
import {
  Conditions,
  Hours,
  NO_CONDITIONS,
  type PlanChoices,
  type PlanCommands,
  type Schedule,
} from "../../../../../shared/model/index.ts";
import { UsageError } from "../../errors.ts";
import { collect, parseCount, parseDuration } from "../../values.ts";
import { changesSchedule, parseSchedule, SCHEDULE_FORMS, type ScheduleForm, weekdayOf } from "./schedule-text.ts";

/** A command of the user's is ended after so long, unless it is said otherwise. */
const TIMEOUT_MS = 60 * 60_000;

/** When and under which conditions a plan runs by itself, as options say it. */
export interface PlanOptions extends Partial<Record<ScheduleForm["option"], readonly string[]>> {
  readonly onChanges?: true;
  readonly settle?: number;
  readonly atMostEvery?: number;
  readonly byHand?: true;
  readonly onMains?: true;
  readonly batteryAbove?: number;
  readonly unmetered?: true;
  readonly network?: readonly string[];
  readonly idle?: number;
  readonly quietHours?: readonly string[];
  /** False with --no-conditions. */
  readonly conditions?: boolean;
  readonly before?: string;
  readonly after?: string;
  readonly commandTimeout?: number;
  /** False with --no-commands. */
  readonly commands?: boolean;
}

export function declarePlanOptions(command: Command): void {
  for (const { option, syntax, says } of SCHEDULE_FORMS) {
    command.addOption(
      new Option(`--${option} <when>`, `run ${says}; such as ${syntax}; may be given again`).argParser(collect),
    );
  }
  command.option("--on-changes", "run after changes, once they have settled");
  command.addOption(
    new Option("--settle <span>", "with --on-changes: so long after the last one, 60s unless it is said").argParser(
      parseDuration,
    ),
  );
  command.addOption(
    new Option("--at-most-every <span>", "with --on-changes: not more often, 15m unless it is said").argParser(
      parseDuration,
    ),
  );
  command.option("--by-hand", "no schedules: run only when asked");
  command.option("--on-mains", "begin only while the computer is plugged in");
  command.addOption(new Option("--battery-above <percent>", "on battery only while it has more").argParser(parseCount));
  command.option("--unmetered", "not on a connection that is paid by volume");
  command.addOption(
    new Option("--network <name>", "only on this wireless network; may be given again").argParser(collect),
  );
  command.addOption(
    new Option("--idle <span>", "only when nobody has used the computer for so long").argParser(parseDuration),
  );
  command.addOption(
    new Option("--quiet-hours <hours>", "nothing begins then, such as 22:00-07:00; may be given again").argParser(
      collect,
    ),
  );
  command.option("--no-conditions", "no conditions but those given with it");
  command.option("--before <command>", "a command of the shell before each backup; if it fails, there is none");
  command.option("--after <command>", "one after each backup, told how it ended in HOLDFAST_OUTCOME");
  command.addOption(
    new Option("--command-timeout <span>", "after so long commands are ended, 1h unless it is said").argParser(
      parseDuration,
    ),
  );
  command.option("--no-commands", "no commands but those given with it");
}

/** What options change of a plan's choices: nothing that none of them is about. */
export function applyPlanOptions(
  options: PlanOptions,
  before: Pick<PlanChoices, "schedules" | "conditions" | "commands">,
) {
  const schedules = schedulesOf(options);
  return {
    schedules: schedules.length > 0 || options.byHand === true ? schedules : before.schedules,
    conditions: conditionsOf(options, options.conditions === false ? NO_CONDITIONS : before.conditions),
    commands: commandsOf(options, options.commands === false ? {} : before.commands),
  };
}

function schedulesOf(options: PlanOptions): Schedule[] {
  const { onChanges, settle, atMostEvery, byHand } = options;
  if (onChanges === undefined && (settle !== undefined || atMostEvery !== undefined)) {
    throw new UsageError("--settle and --at-most-every belong to --on-changes.");
  }
  const [settleSeconds, minutes] = [
    settle && Math.round(settle / 1000),
    atMostEvery && Math.round(atMostEvery / 60_000),
  ];
  const schedules = [
    ...(onChanges === true ? [changesSchedule(settleSeconds, minutes)] : []),
    ...SCHEDULE_FORMS.flatMap((form) => (options[form.option] ?? []).map((text) => parseSchedule(form, text))),
  ];
  if (byHand === true && schedules.length > 0) throw new UsageError("--by-hand does not go with times.");
  return schedules;
}

function conditionsOf(options: PlanOptions, before: Conditions): Conditions {
  const { onMains, batteryAbove, unmetered, network, idle, quietHours: quiet } = options;
  const made = Conditions.safeParse({
    ...before,
    ...(onMains === undefined ? {} : { onMains }),
    ...(batteryAbove === undefined ? {} : { batteryAbovePercent: batteryAbove }),
    ...(unmetered === undefined ? {} : { unmetered }),
    ...(network === undefined ? {} : { networks: network }),
    ...(idle === undefined ? {} : { idleMinutes: Math.max(1, Math.round(idle / 60_000)) }),
    ...(quiet === undefined ? {} : { quietHours: quiet.map(hoursOf) }),
  });
  if (made.success) return made.data;
  throw new UsageError(
    "Something of the conditions is out of range.",
    "--battery-above takes 1 to 99, --idle 1m to 4h, --network the name of a network.",
  );
}

function commandsOf({ before, after, commandTimeout }: PlanOptions, known: PlanCommands): PlanCommands {
  const timeoutSeconds = Math.max(1, Math.round((commandTimeout ?? TIMEOUT_MS) / 1000));
  return {
    ...known,
    ...(before === undefined ? {} : { before: { command: before, timeoutSeconds } }),
    ...(after === undefined ? {} : { after: { command: after, timeoutSeconds } }),
  };
}

/** “22:00-07:00”, “sat,sun 10:00-12:00” */
function hoursOf(text: string): Hours {
  const [, days = "", from = "", to = ""] = /^(?:(\S+) )?(\d\d:\d\d)-(\d\d:\d\d)$/.exec(text.trim()) ?? [];
  const made = Hours.safeParse({ from, to, days: days === "" ? [] : days.split(",").map(weekdayOf) });
  if (made.success) return made.data;
  throw new UsageError(`“${text}” are no hours.`, "Write them as “22:00-07:00” or “sat,sun 10:00-12:00”.");
}
