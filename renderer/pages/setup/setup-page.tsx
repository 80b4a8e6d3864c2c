import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { RunId, TargetId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, PageFrame } from "../../components/index.ts";
import { SetupRun } from "./setup-run.tsx";
import { Wizard } from "./wizard.tsx";

/** Makes a plan, the first one and each later one, and shows its first backup where it was started. */
export function SetupPage(): ReactNode {
  // The run is in the address, so that a reload finds it again, and the target that one came from. What is there may be anything.
  const { run, target }: { run?: unknown; target?: unknown } = useSearch({ strict: false });
  const runId = RunId.safeParse(run);
  return runId.success ? <SetupRun runId={runId.data} /> : <NewPlan from={TargetId.safeParse(target).data} />;
}

function NewPlan({ from }: { from: TargetId | undefined }): ReactNode {
  const targets = useQuery(api.targets.list.queryOptions());
  const plans = useQuery(api.plans.list.queryOptions());
  return (
    <PageFrame title={plans.data?.length === 0 ? say("Set up your first backup") : say("New plan")}>
      <Answer query={targets} what={say("Looking for targets…")}>
        {(knownTargets) => (
          <Answer query={plans} what={say("Reading the list of plans…")}>
            {(knownPlans) => <Wizard targets={knownTargets} plans={knownPlans} from={from} />}
          </Answer>
        )}
      </Answer>
    </PageFrame>
  );
}
