import { Anchor, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { bytes, count, duration } from "../../../shared/figures/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { formatDate, formatMoment, useNow } from "../../components/index.ts";
import { historyOf, type PastTest } from "./history-points.ts";
import classes from "./proof.module.css";
import { speedWords } from "./proof-words.ts";

const MOST_TESTS = 100;
const AXIS = { fill: "var(--mantine-color-dimmed)", fontSize: 12 };

/** How fast tests read, over time: as bars, and as a table that says the same. */
export function History(): ReactNode {
  const runs = useQuery(api.runs.list.queryOptions({ input: { kind: "test-restore", limit: MOST_TESTS } }));
  const now = useNow();
  const past = historyOf(runs.data?.runs ?? []);
  if (past.length < 2) return null;
  return (
    <section aria-labelledby="history">
      <Stack gap="sm">
        <Title order={2} size="h4" id="history">
          {say("How fast it came back")}
        </Title>
        <div className={classes.chart} aria-hidden>
          <ResponsiveContainer width="100%" height="100%">
            <BarChart accessibilityLayer={false} data={[...past]} margin={{ top: 8, right: 8, bottom: 0, left: 8 }}>
              <XAxis
                dataKey="at"
                tickFormatter={(at: number) => formatDate(at, now)}
                tick={AXIS}
                stroke="var(--holdfast-line)"
                minTickGap={40}
              />
              <YAxis tickFormatter={bytes} tick={AXIS} stroke="var(--holdfast-line)" width={70} />
              <Tooltip content={({ payload }) => <Told test={payload[0]?.payload as PastTest | undefined} />} />
              <Bar
                dataKey="bytesPerSecond"
                fill="var(--holdfast-accent-text)"
                isAnimationActive={false}
                maxBarSize={24}
              />
            </BarChart>
          </ResponsiveContainer>
        </div>
        <details>
          <summary>{say("The same as a table")}</summary>
          <TestTable tests={past} />
        </details>
      </Stack>
    </section>
  );
}

function Told({ test }: { test: PastTest | undefined }): ReactNode {
  if (test === undefined) return null;
  return (
    <Text size="xs" className={classes.told}>
      {formatMoment(test.at)}
      <br />
      {say("{files, plural, one {# file} other {# files}}, {speed}", {
        files: test.files,
        speed: speedWords(test.bytesPerSecond),
      })}
    </Text>
  );
}

function TestTable({ tests }: { tests: readonly PastTest[] }): ReactNode {
  return (
    // A box that scrolls has to be reachable with the keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={classes.tableBox} tabIndex={0} aria-label={say("Test-restores")}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say("When")}</Table.Th>
            <Table.Th>{say("Plan")}</Table.Th>
            <Table.Th>{say("Files")}</Table.Th>
            <Table.Th>{say("Read")}</Table.Th>
            <Table.Th>{say("Took")}</Table.Th>
            <Table.Th>{say("Failures")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tests.toReversed().map((test) => (
            <Table.Tr key={test.id}>
              <Table.Td>
                <Anchor component={Link} to={test.to} size="sm">
                  {formatMoment(test.at)}
                </Anchor>
              </Table.Td>
              <Table.Td>{test.plan}</Table.Td>
              <Table.Td>{count(test.files)}</Table.Td>
              <Table.Td>{bytes(test.bytesRead)}</Table.Td>
              <Table.Td>{duration(test.seconds)}</Table.Td>
              <Table.Td>{count(test.failures)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
