import { Text } from "@mantine/core";
import { type Icon, IconCircleCheck, IconCircleDashed, IconCircleX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ConnectionReport } from "../../../shared/model/index.ts";
import classes from "./connection.module.css";
import { reportSentence, STEP_WORDS } from "./report-words.ts";

type Outcome = ConnectionReport["steps"][number]["outcome"];

const LOOKS: Readonly<Record<Outcome, { icon: Icon; word: string }>> = {
  ok: { icon: IconCircleCheck, word: "works" },
  failed: { icon: IconCircleX, word: "does not work" },
  skipped: { icon: IconCircleDashed, word: "not tried" },
};

/** What a test of a connection found, step by step; read out when it comes. */
export function ConnectionSteps({ report }: { report: ConnectionReport }): ReactNode {
  return (
    <div role="status">
      <Text size="sm" fw={600} mb={6}>
        {reportSentence(report)}
      </Text>
      <ul className={classes["steps"]} aria-label="What was tried">
        {report.steps.map(({ step, outcome, milliseconds, problem }) => {
          const { icon: OutcomeIcon, word } = LOOKS[outcome];
          // A server that only takes new files is meant to refuse this.
          const isMeant = step === "remove" && report.isAppendOnly;
          return (
            <li key={step} data-outcome={isMeant ? "meant" : outcome}>
              <OutcomeIcon size={18} aria-hidden />
              <span>
                {STEP_WORDS[step]}: {isMeant ? "refused, as is meant for such a place" : word}
                {outcome === "ok" && milliseconds > 0 && (
                  <Text span size="sm" c="dimmed">
                    {" "}
                    ({milliseconds} ms)
                  </Text>
                )}
                {problem !== undefined && !isMeant && (
                  <Text size="sm" span display="block">
                    {problem.message} {problem.hint}
                  </Text>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
