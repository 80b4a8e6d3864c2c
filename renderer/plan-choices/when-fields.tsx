import { Checkbox, Group, NumberInput, Select, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import type { Weekday, When } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import classes from "./plan-choices.module.css";
import { monthName, WEEK, weekdayName } from "./when-words.ts";

interface FieldsProps<T extends When> {
  readonly when: T;
  readonly onChange: (when: T) => void;
}

type OfType<T extends When["type"]> = When & { readonly type: T };

/** The numbers of one “when”; which there are depends on its type. */
export function WhenFields({ when, onChange }: FieldsProps<When>): ReactNode {
  switch (when.type) {
    case "changes":
      return <ChangesFields when={when} onChange={onChange} />;
    case "interval":
      return <IntervalFields when={when} onChange={onChange} />;
    case "daily":
      return <TimeField at={when.at} onChange={(at) => onChange({ ...when, at })} />;
    case "weekly":
      return <WeeklyFields when={when} onChange={onChange} />;
    case "monthly":
      return (
        <Group align="flex-end" gap="sm">
          <DayField day={when.day} onChange={(day) => onChange({ ...when, day })} />
          <TimeField at={when.at} onChange={(at) => onChange({ ...when, at })} />
        </Group>
      );
    case "yearly":
      return <YearlyFields when={when} onChange={onChange} />;
    case "cron":
      return (
        <TextInput
          label={say("Times, as in crontab")}
          description={say("Minute, hour, day, month, weekday: 0 3 * * 1-5")}
          value={when.expression}
          onChange={(event) => onChange({ ...when, expression: event.currentTarget.value })}
          error={when.expression.trim().split(/\s+/).length === 5 ? undefined : say("Five fields are needed.")}
          spellCheck={false}
          maxLength={200}
          maw={320}
        />
      );
  }
}

function ChangesFields({ when, onChange }: FieldsProps<OfType<"changes">>): ReactNode {
  return (
    <Group align="flex-end" gap="sm">
      <Whole
        label={say("Seconds without a change")}
        value={when.settleSeconds}
        min={1}
        max={3600}
        onChange={(settleSeconds) => onChange({ ...when, settleSeconds })}
      />
      <Whole
        label={say("At most every … minutes")}
        value={when.atMostEveryMinutes}
        min={0}
        max={1440}
        onChange={(atMostEveryMinutes) => onChange({ ...when, atMostEveryMinutes })}
      />
    </Group>
  );
}

function IntervalFields({ when, onChange }: FieldsProps<OfType<"interval">>): ReactNode {
  const change = (minutes: number): void => onChange({ ...when, minutes });
  return <Whole label={say("Minutes between runs")} value={when.minutes} min={1} max={43_200} onChange={change} />;
}

function WeeklyFields({ when, onChange }: FieldsProps<OfType<"weekly">>): ReactNode {
  const choose = (chosen: readonly string[]): void => {
    const days = WEEK.filter((day) => chosen.includes(String(day)));
    // A week without a day would never come: the last one stays.
    if (days.length > 0) onChange({ ...when, days });
  };
  return (
    <Group align="flex-end" gap="sm">
      <DaysField days={when.days} onChange={choose} label={say("On")} />
      <TimeField at={when.at} onChange={(at) => onChange({ ...when, at })} />
    </Group>
  );
}

interface DaysFieldProps {
  readonly days: readonly Weekday[];
  readonly label: string;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** The days of a week to tick, Monday first. */
export function DaysField({ days, label, onChange }: DaysFieldProps): ReactNode {
  return (
    <Checkbox.Group label={label} value={days.map(String)} onChange={onChange}>
      <div className={classes.days}>
        {WEEK.map((day) => (
          <Checkbox key={day} value={String(day)} label={weekdayName(day, "short")} aria-label={weekdayName(day)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

function YearlyFields({ when, onChange }: FieldsProps<OfType<"yearly">>): ReactNode {
  const months = Array.from({ length: 12 }, (_, index) => ({ value: String(index + 1), label: monthName(index + 1) }));
  return (
    <Group align="flex-end" gap="sm">
      <DayField day={when.day} onChange={(day) => onChange({ ...when, day })} />
      <Select
        label={say("Month")}
        data={months}
        value={String(when.month)}
        onChange={(month) => month !== null && onChange({ ...when, month: Number(month) })}
        allowDeselect={false}
        w={150}
      />
      <TimeField at={when.at} onChange={(at) => onChange({ ...when, at })} />
    </Group>
  );
}

function DayField({ day, onChange }: { day: number; onChange: (day: number) => void }): ReactNode {
  return <Whole label={say("Day of the month")} value={day} min={1} max={31} onChange={onChange} />;
}

interface TimeFieldProps {
  readonly at: string;
  readonly label?: string;
  readonly onChange: (at: string) => void;
}

/** A time of day. A field that was emptied keeps the time that it had. */
export function TimeField({ at, label = say("At"), onChange }: TimeFieldProps): ReactNode {
  return (
    <TextInput
      type="time"
      label={label}
      value={at}
      onChange={(event) => event.currentTarget.value !== "" && onChange(event.currentTarget.value.slice(0, 5))}
      w={130}
    />
  );
}

interface WholeProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A whole number within bounds; what is being typed and is no number yet changes nothing. */
function Whole({ label, value, min, max, onChange }: WholeProps): ReactNode {
  return (
    <NumberInput
      {...{ label, value, min, max }}
      allowDecimal={false}
      clampBehavior="blur"
      onChange={(typed) => typeof typed === "number" && typed >= min && typed <= max && onChange(typed)}
      hideControls
      w={190}
    />
  );
}
