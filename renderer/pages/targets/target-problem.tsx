import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Refusal, TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { ErrorNote } from "../../components/index.ts";
import { farTypeOf, TrustNote, untrustedIn } from "../../target-setup/index.ts";
import { AccessDialog } from "./access-dialog.tsx";

/** Why a target cannot be used although it answers, and the one thing that mends it. */
export function TargetProblem({ state, problem }: { state: TargetState; problem: Refusal }): ReactNode {
  const [isChanging, { open, close }] = useDisclosure(false);
  const trust = useMutation(api.targets.changeAccess.mutationOptions({ gcTime: 0 }));
  const { target } = state;
  const untrusted = untrustedIn(problem);
  const action =
    farTypeOf(target.location) === undefined ? {} : { action: { label: say("Change sign-in…"), onClick: open } };
  return (
    <>
      {untrusted === undefined ? (
        <ErrorNote error={problem} {...action} />
      ) : (
        <TrustNote
          untrusted={untrusted}
          isBusy={trust.isPending}
          onTrust={() => trust.mutate({ targetId: target.id, access: { hostKey: untrusted.fingerprint } })}
        />
      )}
      {trust.error !== null && <ErrorNote error={trust.error} {...action} />}
      <AccessDialog state={state} isOpen={isChanging} onClose={close} />
    </>
  );
}
