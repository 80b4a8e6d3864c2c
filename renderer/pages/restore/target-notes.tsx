import { Alert } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { TargetState } from "../../../shared/model/index.ts";
import { UnlockForm, When } from "../../components/index.ts";

/** Why one cannot look inside now; a passphrase that is missing can be given at once. */
export function TargetNotes({ state }: { state: TargetState }): ReactNode {
  const { target, presence, lastSeenAt, passphrase } = state;
  return (
    <>
      {presence === "away" && (
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
