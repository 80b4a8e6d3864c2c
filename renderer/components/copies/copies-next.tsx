import { Button, type ButtonProps } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { CopiesAction, NextStep } from "../../../shared/health/index.ts";
import type { Plan } from "../../../shared/model/index.ts";
import { say, type Text, text } from "../../../shared/words/index.ts";
import { paths } from "../../navigation/index.ts";
import { BackUpNow } from "../back-up-now.tsx";

const LABELS: Readonly<Record<Exclude<CopiesAction, "back-up">, Text>> = {
  "add-target": text("Add a place…"),
  "add-drive": text("Add a place…"),
  "add-off-site": text("Add a place elsewhere…"),
  "make-immutable": text("Add such a place…"),
  "connect-target": text("See the target"),
  "open-target": text("See the target"),
  prove: text("Restore something…"),
};

/** The button of the one thing that helps a plan's copies most. */
export function CopiesNext({ plan, next, ...props }: { plan: Plan; next: NextStep } & ButtonProps): ReactNode {
  const { action, targetId } = next;
  if (action === "back-up") return <BackUpNow plan={plan} {...props} />;
  const label = say(LABELS[action]);
  return (
    <Button component={Link} {...placeOf(action, plan, targetId)} aria-label={`${label} ${plan.name}`} {...props}>
      {label}
    </Button>
  );
}

function placeOf(
  action: keyof typeof LABELS,
  plan: Plan,
  targetId: NextStep["targetId"],
): { readonly to: string; readonly hash?: string; readonly search?: never } {
  switch (action) {
    case "connect-target":
    case "open-target":
      return { to: paths.targets, ...(targetId === undefined ? {} : { hash: targetId }) };
    case "prove": {
      const [first] = plan.targetIds;
      return { to: first === undefined ? paths.restore : paths.restoreTarget(first) };
    }
    default:
      // The routes are made of a list, so no type knows what is in their addresses; the page that reads it checks it.
      return { to: paths.addTarget, search: { for: plan.id } as never };
  }
}
