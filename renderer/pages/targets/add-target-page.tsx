import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { PlanId, TargetId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, PageFrame } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import { AddTarget } from "./add-target.tsx";
import { Added } from "./added.tsx";

/** Adds a target without a plan: backups that are there, as after a disaster on a new computer, or a new place. */
export function AddTargetPage(): ReactNode {
  // What was added is in the address, so that a reload finds it again. What is there may be anything.
  const asked: { target?: unknown; known?: unknown; for?: unknown } = useSearch({ strict: false });
  const { target, known: wasKnown } = asked;
  // The plan that it is added for, if it is.
  const planId = PlanId.safeParse(asked.for).data;
  const added = TargetId.safeParse(target).data;
  const navigate = useNavigate();
  const targets = useQuery(api.targets.list.queryOptions());
  return (
    <PageFrame
      title={say("Add a target")}
      above={
        <Anchor component={Link} to={paths.targets} size="sm">
          {say("Targets")}
        </Anchor>
      }
    >
      {added !== undefined ? (
        <Added targetId={added} wasKnown={wasKnown === true} planId={planId} />
      ) : (
        <Answer query={targets} what={say("Looking at your targets…")}>
          {(known) => (
            <AddTarget
              targets={known}
              onAdded={(targetId, isKnown) => {
                const search = {
                  target: targetId,
                  ...(isKnown ? { known: true } : {}),
                  ...(planId ? { for: planId } : {}),
                };
                void navigate({ to: paths.addTarget, search, replace: true });
              }}
            />
          )}
        </Answer>
      )}
    </PageFrame>
  );
}
