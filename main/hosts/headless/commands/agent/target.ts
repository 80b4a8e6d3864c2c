import { bytes, localTime } from "../../../../../shared/figures/index.ts";
import type { TargetState } from "../../../../../shared/model/index.ts";
import { withAgent } from "../../agent-client/index.ts";
import type { CommandSpec } from "../../command.ts";
import { table } from "../../terminal/table.ts";
import { named } from "./naming.ts";

export const targetCommand: CommandSpec<object> = {
  about: "Where the plans save to.",
  examples: [
    { line: "target list", says: "all of them, and whether they are connected" },
    { line: "target add /media/blue/backup", says: "use a folder on another disk" },
    { line: "target try NAS", says: "whether all works that a repository needs" },
    { line: "target remove Blue", says: "from the list; the repository stays as it is" },
  ],
  declare: () => undefined,
  run: async () => undefined,
  subcommands: [
    { name: "list", summary: "list the targets", load: async () => targetListCommand },
    {
      name: "add",
      summary: "use a folder or a place on another machine as a target",
      load: async () => (await import("./target-add.ts")).targetAddCommand,
    },
    {
      name: "try",
      summary: "try a connection, and say which right is missing",
      load: async () => (await import("./target-try.ts")).targetTryCommand,
    },
    {
      name: "access",
      summary: "change a password or another value of a connection",
      load: async () => (await import("./target-access.ts")).targetAccessCommand,
    },
    {
      name: "off-site",
      summary: "say whether a target stands in another building",
      load: async () => (await import("./target-access.ts")).targetOffSiteCommand,
    },
    {
      name: "tidy",
      summary: "give the room of what no snapshot needs back",
      load: async () => (await import("./upkeep.ts")).targetTidyCommand,
    },
    {
      name: "repair",
      summary: "repair a damaged repository",
      load: async () => (await import("./upkeep.ts")).targetRepairCommand,
    },
    { name: "remove", summary: "remove a target from the list", load: async () => targetRemoveCommand },
  ],
};

const targetListCommand: CommandSpec<object> = {
  examples: [{ line: "target list --json", says: "for a program" }],
  declare: () => undefined,
  run: ({ env, output }) =>
    withAgent(env, async ({ client }) => {
      const targets = await client.targets.list();
      if (output.json) output.data(targets);
      const columns = [{ title: "Name" }, { title: "Place" }, { title: "State" }, { title: "Newest snapshot" }];
      const rows = targets.map((state) => [
        ...[output.name(state.target.name), output.name(state.target.location), output.name(stateOf(state))],
        state.newestSnapshotAt === undefined ? "none" : localTime(state.newestSnapshotAt),
      ]);
      for (const line of table(columns, rows)) output.line(line);
      if (targets.length === 0) output.remark("There is no target yet; “holdfast target add LOCATION” makes one.");
    }),
};

function stateOf({ presence, space, spaceForecast, passphrase, problem }: TargetState): string {
  if (problem !== undefined) return problem.message;
  const free = space === undefined ? "" : `, ${bytes(space.freeBytes)} free${fullText(spaceForecast)}`;
  const there = presence === "present" ? `connected${free}` : presence === "away" ? "not connected" : "not yet known";
  return passphrase === "missing" ? `${there}, its passphrase is missing` : there;
}

/** How full it is going to be, if that is near. */
function fullText(forecast: TargetState["spaceForecast"]): string {
  if (forecast === undefined || forecast.state === "fine") return "";
  if (forecast.state === "stopped") return ": no backup begins until there is room";
  return forecast.fullAt === undefined ? ": nearly full" : `: full about ${localTime(forecast.fullAt).slice(0, 10)}`;
}

const targetRemoveCommand: CommandSpec<object> = {
  about: "The repository stays as it is. A target that a plan uses is not removed.",
  examples: [{ line: "target remove Blue", says: "from the list" }],
  declare: (command) => void command.argument("<target>", "its name, or the beginning of it"),
  run: ({ env, output }, [asked = ""]) =>
    withAgent(env, async ({ client }) => {
      const all = (await client.targets.list()).map(({ target }) => target);
      const { id, name, location } = named(all, asked, "target", "target list");
      await client.targets.remove({ targetId: id });
      output.remark(output.name(`“${name}” is no longer a target. The repository at “${location}” stays.`));
    }),
};
