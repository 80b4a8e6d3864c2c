import type { ButtonProps } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Plan } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { api } from "../client/index.ts";
import { BusyButton } from "./busy-button.tsx";
import { ErrorNote } from "./error-note.tsx";

/** Starts a plan's backup; a failure to start shows below. */
export function BackUpNow({ plan, ...props }: { plan: Plan } & ButtonProps): ReactNode {
  const start = useMutation(api.plans.start.mutationOptions());
  return (
    <>
      <BusyButton
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        isBusy={start.isPending}
        onClick={() => start.mutate({ planId: plan.id, trigger: "user" })}
        aria-label={say("Back up now: {plan}", { plan: plan.name })}
        {...props}
      >
        {say("Back up now")}
      </BusyButton>
      {start.error !== null && <ErrorNote error={start.error} />}
    </>
  );
}
