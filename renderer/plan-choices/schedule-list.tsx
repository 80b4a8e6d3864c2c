import { Button, Group, Select, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Schedule, ScheduledAction, When } from "../../shared/model/index.ts";
import { AS_FILES_CHANGE, newSchedule } from "./choices.ts";
import classes from "./plan-choices.module.css";
import { WhenFields } from "./when-fields.tsx";
import { actionWords, whenWords } from "./when-words.ts";

/** A plan may have so many. */
const MOST = 20;

interface ScheduleListProps {
  readonly schedules: readonly Schedule[];
  readonly onChange: (schedules: readonly Schedule[]) => void;
}

/** All that a plan does by itself, each with its own times. */
export function ScheduleList({ schedules, onChange }: ScheduleListProps): ReactNode {
  const replace = (old: Schedule, made: Schedule): void =>
    onChange(schedules.map((each) => (each === old ? made : each)));
  return (
    <Stack gap="sm">
      <ul className={classes.schedules}>
        {schedules.map((schedule) => (
          <li key={schedule.id}>
            <OneSchedule
              schedule={schedule}
              onChange={(made) => replace(schedule, made)}
              onRemove={() => onChange(schedules.filter((each) => each !== schedule))}
            />
          </li>
        ))}
      </ul>
      {schedules.length < MOST && (
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => onChange([...schedules, newSchedule({ type: "daily", at: "18:00" })])}
          >
            Add another time
          </Button>
        </div>
      )}
    </Stack>
  );
}

const ACTIONS: Readonly<Record<string, { readonly label: string; readonly action: ScheduledAction }>> = {
  incremental: { label: "Back up what changed", action: { type: "backup", mode: "incremental" } },
  differential: { label: "Back up, compared with the last full one", action: { type: "backup", mode: "differential" } },
  full: { label: "Back up in full: read every byte again", action: { type: "backup", mode: "full" } },
  check: { label: "Check that all is there", action: { type: "check", readData: false } },
  "check-data": { label: "Check every byte", action: { type: "check", readData: true } },
  tidy: { label: "Tidy up: remove what need not be kept", action: { type: "tidy" } },
  "test-sample": { label: "Test a sample", action: { type: "test", amount: "sample" } },
  "test-large": { label: "Test what was proven longest ago", action: { type: "test", amount: "large" } },
  "test-all": { label: "Test everything", action: { type: "test", amount: "all" } },
};

function actionKey(action: ScheduledAction): string {
  if (action.type === "backup") return action.mode;
  if (action.type === "test") return `test-${action.amount}`;
  return action.type === "check" && action.readData ? "check-data" : action.type;
}

const WHENS: Readonly<Record<When["type"], { readonly label: string; readonly when: When }>> = {
  changes: { label: "As files change", when: AS_FILES_CHANGE },
  interval: { label: "Every so many minutes", when: { type: "interval", minutes: 30 } },
  daily: { label: "Every day", when: { type: "daily", at: "18:00" } },
  weekly: { label: "Every week", when: { type: "weekly", days: [0], at: "18:00" } },
  monthly: { label: "Every month", when: { type: "monthly", day: 1, at: "18:00" } },
  yearly: { label: "Every year", when: { type: "yearly", month: 1, day: 1, at: "18:00" } },
  cron: { label: "As in crontab", when: { type: "cron", expression: "0 18 * * 1-5" } },
};

interface OneScheduleProps {
  readonly schedule: Schedule;
  readonly onChange: (schedule: Schedule) => void;
  readonly onRemove: () => void;
}

function OneSchedule({ schedule, onChange, onRemove }: OneScheduleProps): ReactNode {
  const { when, action } = schedule;
  const words = `${actionWords(action)} ${whenWords(when)}`;
  return (
    <fieldset className={classes.schedule} aria-label={words}>
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <Select
            label="What"
            data={Object.entries(ACTIONS).map(([value, { label }]) => ({ value, label }))}
            value={actionKey(action)}
            onChange={(key) => {
              const chosen = key === null ? undefined : ACTIONS[key];
              if (chosen !== undefined) onChange({ ...schedule, action: chosen.action });
            }}
            allowDeselect={false}
            flex="1 1 220px"
          />
          <Select
            label="When"
            data={Object.entries(WHENS).map(([value, { label }]) => ({ value, label }))}
            value={when.type}
            onChange={(type) => {
              // The values of the list are the types.
              if (type !== null) onChange({ ...schedule, when: WHENS[type as When["type"]].when });
            }}
            allowDeselect={false}
            flex="1 1 180px"
          />
        </Group>
        <WhenFields when={when} onChange={(changed) => onChange({ ...schedule, when: changed })} />
        <div>
          <Button variant="subtle" color="red" size="compact-sm" onClick={onRemove} aria-label={`Take out: ${words}`}>
            Take out
          </Button>
        </div>
      </Stack>
    </fieldset>
  );
}
