import { assess, copiesScore } from "../../../../../shared/health/index.ts";
import type { Target } from "../../../../../shared/model/index.ts";
import { withAgent } from "../../agent-client/index.ts";
import type { CommandSpec } from "../../command.ts";
import { table } from "../../terminal/table.ts";
import { activityText } from "./activity-words.ts";
import { copyLines, pointLines } from "./copies-words.ts";
import { planCalled } from "./run.ts";
import { scheduleText } from "./schedule-text.ts";

export const planCommand: CommandSpec<object> = {
  about: "What is backed up, and where to.",
  examples: [
    { line: "plan list", says: "all plans, and how they are" },
    { line: "plan add Documents --folder ~/Documents --to /media/blue/backup", says: "make one" },
    { line: "plan show Documents", says: "its folders, what it leaves out, its copies" },
    { line: "run Documents", says: "back up now" },
  ],
  declare: () => undefined,
  run: async () => undefined,
  subcommands: [
    { name: "list", summary: "list the plans", load: async () => planListCommand },
    { name: "show", summary: "tell all of one plan", load: async () => planShowCommand },
    { name: "add", summary: "make a plan", load: async () => (await import("./plan-add.ts")).planAddCommand },
    {
      name: "keep",
      summary: "which snapshots stay, and which go",
      load: async () => (await import("./plan-keep.ts")).planKeepCommand,
    },
    {
      name: "tidy",
      summary: "remove what the plan's rules do not keep",
      load: async () => (await import("./upkeep.ts")).planTidyCommand,
    },
    {
      name: "accept",
      summary: "close a warning about an unusual change",
      load: async () => (await import("./upkeep.ts")).planAcceptCommand,
    },
    {
      name: "change",
      summary: "when it runs by itself, under which conditions, its commands",
      load: async () => (await import("./plan-change.ts")).planChangeCommand,
    },
    { name: "remove", summary: "remove a plan; its snapshots stay", load: async () => planRemoveCommand },
  ],
};

const planListCommand: CommandSpec<object> = {
  examples: [{ line: "plan list --json", says: "for a program" }],
  declare: () => undefined,
  run: ({ env, output }) =>
    withAgent(env, async ({ client }) => {
      const [plans, targets, { now }] = await Promise.all([
        client.plans.list(),
        client.targets.list(),
        client.agent.status(),
      ]);
      if (output.json) output.data(plans);
      const columns = [
        { title: "ID" },
        { title: "Name" },
        { title: "State" },
        { title: "Folders" },
        { title: "Targets" },
      ];
      const nameOf = (id: string): string => targets.find(({ target }) => target.id === id)?.target.name ?? "gone";
      const rows = plans.map((state) => {
        const { id, name, folders, targetIds } = state.plan;
        const lists = [
          folders.map((folder) => output.name(folder)),
          targetIds.map((each) => output.name(nameOf(each))),
        ];
        return [
          id.slice(0, 8),
          output.name(name),
          assess(state, targets, now).state,
          ...lists.map((list) => list.join("\n")),
        ];
      });
      for (const line of table(columns, rows)) output.line(line);
      if (plans.length === 0) output.remark("There is no plan yet; “holdfast plan add” makes one.");
    }),
};

const planShowCommand: CommandSpec<object> = {
  examples: [{ line: "plan show Documents --json", says: "for a program" }],
  declare: (command) => void command.argument("<plan>", "its name, or the beginning of it"),
  run: ({ env, output }, [asked = ""]) =>
    withAgent(env, async ({ client, isRunning }) => {
      const [plans, targets, { now }] = await Promise.all([
        client.plans.list(),
        client.targets.list(),
        client.agent.status(),
      ]);
      const { id: planId, name, folders, filter, schedules } = planCalled(plans, asked);
      const state = await client.plans.get({ planId });
      if (output.json) output.data({ ...state, copies: copiesScore(state, targets, now) });
      const say = (line: string): void => output.line(output.name(line));
      say(`${name} (${planId.slice(0, 8)})`);
      say(`  ${assess(state, targets, now).says}`);
      for (const folder of folders) say(`  saves ${folder}`);
      if (filter.useDefaultExcludes) say("  leaves out caches, bins and temporary files");
      for (const pattern of filter.patterns) say(`  leaves out ${pattern}`);
      for (const schedule of schedules) say(`  runs ${scheduleText(schedule)}`);
      const activity = activityText(state.activity);
      if (activity !== undefined && isRunning) say(`  ${activity}`);
      const nameOf = ({ name: called, location }: Target): string => `${called}, ${location}`;
      for (const line of copyLines(state, targets, now, nameOf)) say(`  ${line}`);
      for (const line of pointLines(state, targets, now)) say(`  ${line}`);
    }),
};

const planRemoveCommand: CommandSpec<object> = {
  about: "Its snapshots stay where they are.",
  examples: [{ line: "plan remove Documents", says: "from the list" }],
  declare: (command) => void command.argument("<plan>", "its name, or the beginning of it"),
  run: ({ env, output }, [asked = ""]) =>
    withAgent(env, async ({ client }) => {
      const { id: planId, name } = planCalled(await client.plans.list(), asked);
      await client.plans.remove({ planId });
      output.remark(output.name(`The plan “${name}” was removed. Its snapshots stay.`));
    }),
};
