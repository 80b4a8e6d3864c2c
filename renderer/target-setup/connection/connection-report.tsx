import { Text as Words } from "@mantine/core";
import { type Icon, IconCircleCheck, IconCircleDashed, IconCircleX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ConnectionReport } from "../../../shared/model/index.ts";
import { say, sayFailure, type Text, text } from "../../../shared/words/index.ts";
import classes from "./connection.module.css";
import { reportSentence, STEP_WORDS } from "./report-words.ts";

type Outcome = ConnectionReport["steps"][number]["outcome"];

const LOOKS: Readonly<Record<Outcome, { icon: Icon; word: Text }>> = {
  ok: { icon: IconCircleCheck, word: text("works") },
  failed: { icon: IconCircleX, word: text("does not work") },
  skipped: { icon: IconCircleDashed, word: text("not tried") },
};

/** What a test of a connection found, step by step; read out when it comes. */
export function ConnectionSteps({ report }: { report: ConnectionReport }): ReactNode {
  return (
    <div role="status">
      <Words size="sm" fw={600} mb={6}>
        {reportSentence(report)}
      </Words>
      <ul className={classes["steps"]} aria-label={say("What was tried")}>
        {report.steps.map(({ step, outcome, milliseconds, problem }) => {
          const { icon: OutcomeIcon, word } = LOOKS[outcome];
          // A server that only takes new files is meant to refuse this.
          const isMeant = step === "remove" && report.isAppendOnly;
          return (
            <li key={step} data-outcome={isMeant ? "meant" : outcome}>
              <OutcomeIcon size={18} aria-hidden />
              <span>
                {say(STEP_WORDS[step])}: {isMeant ? say("refused, as is meant for such a place") : say(word)}
                {outcome === "ok" && milliseconds > 0 && (
                  <Words span size="sm" c="dimmed">
                    {" "}
                    ({say("{milliseconds, number} ms", { milliseconds })})
                  </Words>
                )}
                {problem !== undefined && !isMeant && (
                  <Words size="sm" span display="block">
                    {explain(problem)}
                  </Words>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

type Problem = NonNullable<ConnectionReport["steps"][number]["problem"]>;

function explain(problem: Problem): string {
  const { message, hint } = sayFailure(problem);
  return `${message} ${hint}`;
}
