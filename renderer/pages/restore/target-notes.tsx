import { Alert } from "@mantine/core";
import { IconKey, IconPlugConnectedX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { TargetState } from "../../../shared/model/index.ts";
import { When } from "../../components/index.ts";

/** Why one cannot look inside now. */
export function TargetNotes({ state, children }: { state: TargetState; children?: ReactNode }): ReactNode {
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
      {passphrase === "missing" && (
        <Alert color="yellow" variant="light" icon={<IconKey aria-hidden />} role="status">
          No passphrase is known here that opens {target.name}. {children}
        </Alert>
      )}
    </>
  );
}
