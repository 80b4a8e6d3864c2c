import type { ButtonProps } from "@mantine/core";
import { IconPlayerStop } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { runTitle } from "../../shared/activity/index.ts";
import type { Run } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { api } from "../client/index.ts";
import { BusyButton } from "./busy-button.tsx";
import { ErrorNote } from "./error-note.tsx";

/** Asks a run to stop. It needs no second question: what is stored stays, and the next run goes on from there. */
export function StopRun({ run, ...props }: { run: Run } & ButtonProps): ReactNode {
  const cancel = useMutation(api.runs.cancel.mutationOptions());
  const isStopping = run.isStopping || cancel.isPending;
  return (
    <>
      <BusyButton
        variant="default"
        leftSection={<IconPlayerStop size={16} aria-hidden />}
        isBusy={isStopping}
        onClick={() => cancel.mutate({ runId: run.id })}
        aria-label={say(isStopping ? "Stopping: {run}" : "Stop: {run}", { run: runTitle(run) })}
        {...props}
      >
        {isStopping ? say("Stopping…") : say("Stop")}
      </BusyButton>
      {cancel.error !== null && <ErrorNote error={cancel.error} />}
    </>
  );
}
