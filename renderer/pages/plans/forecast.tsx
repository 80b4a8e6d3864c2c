import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { PlanState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, listInWords, useNow } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import classes from "./forecast.module.css";
import { type ForecastDay, followChanges, forecastDays } from "./forecast-days.ts";

const DAYS = 7;

/** What is going to run in the next days. */
export function Forecast({ plans }: { plans: readonly PlanState[] }): ReactNode {
  const query = useQuery(api.plans.forecast.queryOptions({ input: { days: DAYS } }));
  const now = useNow();
  const following = followChanges(plans);
  return (
    <Stack component="section" aria-labelledby="forecast" gap="sm">
      <Title order={2} size="h4" id="forecast">
        {say("The next {days} days", { days: DAYS })}
      </Title>
      {following.length > 0 && (
        <Text size="sm">
          {say(
            "{names} {count, plural, one {is} other {are}} backed up whenever files change. This is what runs at fixed times.",
            { names: listInWords(following, 3), count: following.length },
          )}
        </Text>
      )}
      <Answer query={query} what={say("Working out what is going to run…")}>
        {(entries) => <Days days={forecastDays(entries, plans, now)} />}
      </Answer>
    </Stack>
  );
}

function Days({ days }: { days: readonly ForecastDay[] }): ReactNode {
  if (days.length === 0) return <Text size="sm">{say("Nothing is due at a fixed time.")}</Text>;
  return (
    <dl className={classes.days}>
      {days.map(({ start, name, lines }) => (
        <div key={start}>
          <dt>{name}</dt>
          {lines.map(({ key, planId, planName, action, times, held }) => (
            <dd key={key}>
              <span className={classes.times}>{times}</span>
              <span>
                {action}: <Link to={paths.plan(planId)}>{planName}</Link>
                {held !== undefined && <span className={classes.held}>, {held}</span>}
              </span>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
