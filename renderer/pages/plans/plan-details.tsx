import { Button, Code } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Plan, PlanCommand } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { Facts } from "../../components/index.ts";
import { actionWords, hoursWords, whenWords } from "../../plan-choices/index.ts";
import { CommandsDialog, GoalDialog } from "./details-dialogs.tsx";
import classes from "./plans.module.css";

/** What is not in the plan's sentence, folded: every time of its own, commands, when it is late. */
export function PlanDetails({ plan }: { plan: Plan }): ReactNode {
  const [open, setOpen] = useState<"commands" | "goal">();
  const { schedules, conditions, commands, goalHours } = plan;
  const change = (what: "commands" | "goal", label: string): ReactNode => (
    <Button variant="default" size="compact-sm" ml="sm" onClick={() => setOpen(what)} aria-label={label}>
      {say("Change…")}
    </Button>
  );
  return (
    <details className={classes.fold}>
      <summary>{say("Details")}</summary>
      <Facts density="roomy">
        {schedules.map(({ id, action, when }) => (
          <Line key={id} name={actionWords(action)}>
            {whenWords(when)}
          </Line>
        ))}
        {conditions.quietHours.length > 0 && (
          <Line name={say("Quiet hours")}>{conditions.quietHours.map(hoursWords).join("; ")}</Line>
        )}
        <Line name={say("Commands")}>
          <Command name={say("before")} command={commands.before} />
          <Command name={say("after")} command={commands.after} />
          {commands.before === undefined && commands.after === undefined && say("none")}
          {change("commands", say("Change the commands before and after"))}
        </Line>
        <Line name={say("Late")}>
          {goalHours === undefined
            ? say("as its times say")
            : say("when the newest is {hours, plural, one {# hour} other {# hours}} old", { hours: goalHours })}
          {change("goal", say("Change when the plan is late"))}
        </Line>
      </Facts>
      <CommandsDialog plan={plan} isOpen={open === "commands"} onClose={() => setOpen(undefined)} />
      <GoalDialog plan={plan} isOpen={open === "goal"} onClose={() => setOpen(undefined)} />
    </details>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Command({ name, command }: { name: string; command: PlanCommand | undefined }): ReactNode {
  if (command === undefined) return null;
  return (
    <div>
      {name}: <Code>{command.command}</Code>
    </div>
  );
}
