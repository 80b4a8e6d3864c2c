import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { BusyButton, ErrorNote } from "../../components/index.ts";
import { ConnectionSteps } from "../../target-setup/index.ts";
import classes from "./targets.module.css";

/** Tries what a backup needs of a target's place, with a probe of a few bytes, and says what was found. */
export function TryConnection({ state: { target } }: { state: TargetState }): ReactNode {
  const test = useMutation(api.targets.tryConnection.mutationOptions());
  return (
    <>
      <BusyButton
        size="xs"
        variant="default"
        isBusy={test.isPending}
        title={say("Writes a small file there, reads it back and deletes it.")}
        aria-label={say("Test connection: {name}", { name: target.name })}
        onClick={() => test.mutate({ targetId: target.id })}
      >
        {say("Test connection")}
      </BusyButton>
      {test.data !== undefined && (
        <div className={classes.report}>
          <ConnectionSteps report={test.data} />
        </div>
      )}
      {test.error !== null && <ErrorNote error={test.error} />}
    </>
  );
}
