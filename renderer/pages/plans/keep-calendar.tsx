import { Button, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { RetentionVerdict } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import classes from "./keep-calendar.module.css";
import { type CalendarMonth, fateWords, monthsOf } from "./keep-days.ts";

/** The newest months are where things change; older ones are a click away. */
const SHOWN = 6;

interface KeepCalendarProps {
  readonly verdicts: readonly RetentionVerdict[];
  readonly label: string;
}

/** Days with snapshots, month by month: which stay and which go. A screen reader hears the sums of each month. */
export function KeepCalendar({ verdicts, label }: KeepCalendarProps): ReactNode {
  const [isWhole, setIsWhole] = useState(false);
  const months = monthsOf(verdicts);
  if (months.length === 0) return null;
  const shown = isWhole ? months : months.slice(0, SHOWN);
  return (
    <>
      <ul className={classes.legend} aria-hidden>
        <li data-fate="stays">{say("stays")}</li>
        <li data-fate="some">{say("some of the day stay")}</li>
        <li data-fate="goes">{say("goes")}</li>
      </ul>
      <ul className={classes.months} aria-label={label}>
        {shown.map((month) => (
          <Month key={month.start} month={month} />
        ))}
      </ul>
      {months.length > shown.length && (
        <Button variant="default" size="xs" mt="sm" onClick={() => setIsWhole(true)}>
          {say("{count, plural, one {Show # earlier month} other {Show # earlier months}}", {
            count: months.length - shown.length,
          })}
        </Button>
      )}
    </>
  );
}

function Month({ month }: { month: CalendarMonth }): ReactNode {
  return (
    <li>
      <Text size="sm" fw={600}>
        {month.name}
      </Text>
      <Text size="xs" c="dimmed" mb={4}>
        {fateWords(month)}
      </Text>
      <div className={classes.days} aria-hidden>
        {month.days.map(({ day, fate, stay, go }) => (
          <span
            key={day}
            data-fate={fate}
            title={
              fate === "none"
                ? undefined
                : say("{day} {month}: {fate}", { day, month: month.name, fate: fateWords({ stay, go }) })
            }
            {...(day === 1 ? { style: { gridColumnStart: month.offset + 1 } } : {})}
          >
            {day}
          </span>
        ))}
      </div>
    </li>
  );
}
