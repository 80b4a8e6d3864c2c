import { Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { RunId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { formatDate, RunList, useNow } from "../../components/index.ts";
import { type CalendarDay, calendarDays } from "./calendar-days.ts";
import classes from "./proof.module.css";
import { dayWords } from "./proof-words.ts";

const DAYS = 90;
/** More of a day than anybody reads; the activity has them all. */
const MOST_SHOWN = 20;

/** The tests of the last days; one that is pressed shows its runs. */
export function Calendar(): ReactNode {
  const days = useQuery(api.proof.days.queryOptions({ input: { days: DAYS } }));
  const [chosen, setChosen] = useState<string>();
  const now = useNow();
  if (days.data === undefined || days.data.length === 0) return null;
  const all = calendarDays(days.data, DAYS, now);
  const shown = all.find(({ day }) => day === chosen);
  return (
    <section aria-labelledby="tests">
      <Stack gap="sm">
        <Title order={2} size="h4" id="tests">
          {say("The last {days} days", { days: DAYS })}
        </Title>
        <ol className={classes.calendar} aria-label={say("Days and their tests")}>
          {all.map((day) => (
            <li key={day.day}>
              <Day day={day} now={now} isChosen={day.day === chosen} onChoose={() => setChosen(day.day)} />
            </li>
          ))}
        </ol>
        <Legend />
        {shown?.found !== undefined && <RunsOfDay runIds={shown.found.runIds} label={formatDate(shown.at, now)} />}
      </Stack>
    </section>
  );
}

interface DayProps {
  readonly day: CalendarDay;
  readonly now: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Day({ day: { at, state, found }, now, isChosen, onChoose }: DayProps): ReactNode {
  const words = dayWords(formatDate(at, now), found);
  if (found === undefined) {
    return <span className={classes.day} data-state={state} title={words} role="img" aria-label={words} />;
  }
  return (
    <UnstyledButton
      className={classes.day}
      data-state={state}
      title={words}
      aria-label={words}
      aria-pressed={isChosen}
      onClick={onChoose}
    />
  );
}

function Legend(): ReactNode {
  const states = [
    { state: "passed", says: say("passed") },
    { state: "partly", says: say("stopped before its end") },
    { state: "failed", says: say("failed") },
    { state: "none", says: say("no test") },
  ];
  return (
    <ul className={classes.legend} aria-hidden>
      {states.map(({ state, says }) => (
        <li key={state}>
          <span className={classes.day} data-state={state} />
          {says}
        </li>
      ))}
    </ul>
  );
}

function RunsOfDay({ runIds, label }: { runIds: readonly RunId[]; label: string }): ReactNode {
  const runs = useQuery(api.runs.list.queryOptions({ input: { kind: "test-restore", limit: 500 } }));
  const ofDay = (runs.data?.runs ?? []).filter(({ id }) => runIds.includes(id));
  if (ofDay.length === 0) return null;
  return (
    <Stack gap="xs">
      <RunList runs={ofDay.slice(0, MOST_SHOWN)} label={say("Tests on {day}", { day: label })} times="clock" />
      {ofDay.length > MOST_SHOWN && (
        <Text size="sm" c="dimmed">
          {say("and {count} more, see Activity", { count: ofDay.length - MOST_SHOWN })}
        </Text>
      )}
    </Stack>
  );
}
