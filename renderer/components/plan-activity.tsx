import { Text } from "@mantine/core";
import { IconCalendarClock, IconHourglass, IconPlayerPause, IconRefresh } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { activityWords } from "../../shared/activity/index.ts";
import type { PlanState, TargetState } from "../../shared/model/index.ts";
import classes from "./plan-activity.module.css";
import { useNow } from "./use-now.ts";

const ICONS = {
  idle: IconCalendarClock,
  running: IconRefresh,
  waiting: IconHourglass,
  paused: IconPlayerPause,
} as const;

/** What a plan does or is going to do, beside how safe it is. */
export function PlanActivityLine({
  state: { plan, activity },
  targets,
}: {
  state: PlanState;
  targets: readonly TargetState[];
}): ReactNode {
  const now = useNow();
  const own = targets.filter(({ target }) => plan.targetIds.includes(target.id));
  const backups = plan.schedules.filter(({ action }) => action.type === "backup");
  const facts = {
    targets: own,
    hasChanges: backups.some(({ when }) => when.type === "changes"),
    isByHand: backups.length === 0,
  };
  const ActivityIcon = ICONS[activity.type];
  return (
    <Text size="sm" className={classes.activity} data-activity={activity.type}>
      <ActivityIcon size={16} aria-hidden />
      <span>{activityWords(activity, facts, now)}</span>
    </Text>
  );
}
