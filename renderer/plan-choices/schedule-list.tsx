import { Button, Group, Select, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Schedule, ScheduledAction, When } from "../../shared/model/index.ts";
import { say, type Text, text } from "../../shared/words/index.ts";
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
            {say("Add another time")}
          </Button>
        </div>
      )}
    </Stack>
  );
}

const ACTIONS: Readonly<Record<string, { readonly label: Text; readonly action: ScheduledAction }>> = {
  incremental: { label: text("Back up what changed"), action: { type: "backup", mode: "incremental" } },
  differential: {
    label: text("Back up, compared with the last full one"),
    action: { type: "backup", mode: "differential" },
  },
  full: { label: text("Back up in full: read every byte again"), action: { type: "backup", mode: "full" } },
  check: { label: text("Check that all is there"), action: { type: "check", readData: false } },
  "check-data": { label: text("Check every byte"), action: { type: "check", readData: true } },
  tidy: { label: text("Tidy up: remove what need not be kept"), action: { type: "tidy" } },
  "test-sample": { label: text("Test a sample"), action: { type: "test", amount: "sample" } },
  "test-large": { label: text("Test what was proven longest ago"), action: { type: "test", amount: "large" } },
  "test-all": { label: text("Test everything"), action: { type: "test", amount: "all" } },
};

function actionKey(action: ScheduledAction): string {
  if (action.type === "backup") return action.mode;
  if (action.type === "test") return `test-${action.amount}`;
  return action.type === "check" && action.readData ? "check-data" : action.type;
}

const WHENS: Readonly<Record<When["type"], { readonly label: Text; readonly when: When }>> = {
  changes: { label: text("As files change"), when: AS_FILES_CHANGE },
  interval: { label: text("Every so many minutes"), when: { type: "interval", minutes: 30 } },
  daily: { label: text("Every day"), when: { type: "daily", at: "18:00" } },
  weekly: { label: text("Every week"), when: { type: "weekly", days: [0], at: "18:00" } },
  monthly: { label: text("Every month"), when: { type: "monthly", day: 1, at: "18:00" } },
  yearly: { label: text("Every year"), when: { type: "yearly", month: 1, day: 1, at: "18:00" } },
  cron: { label: text("As in crontab"), when: { type: "cron", expression: "0 18 * * 1-5" } },
};

interface OneScheduleProps {
  readonly schedule: Schedule;
  readonly onChange: (schedule: Schedule) => void;
  readonly onRemove: () => void;
}

function OneSchedule({ schedule, onChange, onRemove }: OneScheduleProps): ReactNode {
  const { when, action } = schedule;
  const words = say("{action} {when}", { action: actionWords(action), when: whenWords(when) });
  return (
    <fieldset className={classes.schedule} aria-label={words}>
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <Select
            label={say("What")}
            data={Object.entries(ACTIONS).map(([value, { label }]) => ({ value, label: say(label) }))}
            value={actionKey(action)}
            onChange={(key) => {
              const chosen = key === null ? undefined : ACTIONS[key];
              if (chosen !== undefined) onChange({ ...schedule, action: chosen.action });
            }}
            allowDeselect={false}
            flex="1 1 360px"
          />
          <Select
            label={say("When")}
            data={Object.entries(WHENS).map(([value, { label }]) => ({ value, label: say(label) }))}
            value={when.type}
            onChange={(type) => {
              // The values of the list are the types.
              if (type !== null) onChange({ ...schedule, when: WHENS[type as When["type"]].when });
            }}
            allowDeselect={false}
            flex="1 1 240px"
          />
        </Group>
        <WhenFields when={when} onChange={(changed) => onChange({ ...schedule, when: changed })} />
        <div>
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            onClick={onRemove}
            aria-label={say("Take out: {what}", { what: words })}
          >
            {say("Take out")}
          </Button>
        </div>
      </Stack>
    </fieldset>
  );
}
