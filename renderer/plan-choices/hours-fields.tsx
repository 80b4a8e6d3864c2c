import { Group } from "@mantine/core";
import type { ReactNode } from "react";
import { type Hours, Weekday } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { DaysField, TimeField } from "./when-fields.tsx";

interface HoursFieldsProps {
  readonly hours: Hours;
  readonly onChange: (hours: Hours) => void;
}

/** Hours of a day, and on which days they begin; all days if none is ticked. */
export function HoursFields({ hours, onChange }: HoursFieldsProps): ReactNode {
  return (
    <Group align="flex-end" gap="sm">
      <TimeField label={say("From")} at={hours.from} onChange={(from) => onChange({ ...hours, from })} />
      <TimeField label={say("To")} at={hours.to} onChange={(to) => onChange({ ...hours, to })} />
      <DaysField
        label={say("On (every day if none)")}
        days={hours.days}
        onChange={(chosen) => onChange({ ...hours, days: chosen.map((day) => Weekday.parse(Number(day))) })}
      />
    </Group>
  );
}
