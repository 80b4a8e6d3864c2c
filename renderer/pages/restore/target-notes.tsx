import { Alert } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { ErrorNote, sayRich, UnlockForm, When } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";

/** Why one cannot look inside now; a passphrase that is missing can be given at once. */
export function TargetNotes({ state }: { state: TargetState }): ReactNode {
  const { target, presence, lastSeenAt, passphrase, problem } = state;
  const navigate = useNavigate();
  return (
    <>
      {problem !== undefined && (
        <ErrorNote
          error={problem}
          action={{
            label: say("Put it right"),
            onClick: () => void navigate({ to: paths.targets, hash: target.id }),
          }}
        />
      )}
      {presence === "away" && problem === undefined && (
        <Alert color="gray" variant="light" icon={<IconPlugConnectedX aria-hidden />} role="status">
          {lastSeenAt === undefined
            ? say("{target} is not connected. Connect it to look inside; the list is as it was last known.", {
                target: target.name,
              })
            : sayRich("{target} is not connected. Connect it to look inside; the list is as it was {when}.", {
                ...{ target: target.name, when: <When at={lastSeenAt} /> },
              })}
        </Alert>
      )}
      {passphrase === "missing" && <UnlockForm state={state} />}
    </>
  );
}
