import { Alert } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { TargetState } from "../../../shared/model/index.ts";
import { ErrorNote, UnlockForm, When } from "../../components/index.ts";
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
            label: "Put it right",
            onClick: () => void navigate({ to: paths.targets, hash: target.id }),
          }}
        />
      )}
      {presence === "away" && problem === undefined && (
        <Alert color="gray" variant="light" icon={<IconPlugConnectedX aria-hidden />} role="status">
          {target.name} is not connected. Connect it to look inside; the list is as it was
          {lastSeenAt === undefined ? (
            " last known."
          ) : (
            <>
              {" "}
              <When at={lastSeenAt} />.
            </>
          )}
        </Alert>
      )}
      {passphrase === "missing" && <UnlockForm state={state} />}
    </>
  );
}
