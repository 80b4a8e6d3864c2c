import { Group, Select, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { PlanId, TargetId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { EmptyState, PageFrame } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import { Results } from "./results.tsx";

/** All that is found in all snapshots, and what it is searched in. */
export function SearchPage(): ReactNode {
  const { asked, change } = useAsked();
  const targets = useQuery(api.targets.list.queryOptions());
  const plans = useQuery(api.plans.list.queryOptions());
  const onTargets = (targets.data ?? []).map(({ target }) => ({ value: target.id, label: target.name }));
  const ofPlans = (plans.data ?? []).map(({ plan }) => ({ value: plan.id, label: plan.name }));
  return (
    <PageFrame title={say("Search")}>
      <search>
        <Group align="flex-end" gap="sm">
          <TextInput
            type="search"
            flex="1 1 280px"
            leftSection={<IconSearch size={18} aria-hidden />}
            label={say("Name, part of a path, or a pattern such as *.odt")}
            value={asked.text}
            onChange={({ currentTarget }) => change({ text: currentTarget.value })}
          />
          {ofPlans.length > 1 && (
            <Select
              label={say("Plan")}
              placeholder={say("All plans")}
              clearable
              clearButtonProps={{ "aria-label": say("Search all plans") }}
              data={ofPlans}
              value={asked.planId ?? null}
              onChange={(value) => change({ plan: value ?? undefined })}
            />
          )}
          {onTargets.length > 1 && (
            <Select
              label={say("Target")}
              placeholder={say("All targets")}
              clearable
              clearButtonProps={{ "aria-label": say("Search all targets") }}
              data={onTargets}
              value={asked.targetId ?? null}
              onChange={(value) => change({ target: value ?? undefined })}
            />
          )}
        </Group>
      </search>
      {asked.text.trim() === "" ? (
        <EmptyState
          says={say("Type a part of a name. Everything in every snapshot is searched, also what was deleted since.")}
        />
      ) : (
        <Results asked={{ ...asked, text: asked.text.trim() }} targets={targets.data ?? []} />
      )}
    </PageFrame>
  );
}

/** What is searched for is in the address: Back and reload find it again. */
function useAsked() {
  const navigate = useNavigate();
  // What is in an address may be anything.
  const search: { text?: unknown; target?: unknown; plan?: unknown } = useSearch({ strict: false });
  const text = typeof search.text === "string" || typeof search.text === "number" ? String(search.text) : "";
  const targetId = TargetId.safeParse(search.target).data;
  const planId = PlanId.safeParse(search.plan).data;
  const now = { text, target: targetId, plan: planId };
  return {
    asked: { text, targetId, planId },
    change: (changed: { text?: string; target?: string | undefined; plan?: string | undefined }) => {
      const next = Object.entries({ ...now, ...changed }).filter(([, value]) => value !== undefined && value !== "");
      void navigate({ to: paths.search, search: Object.fromEntries(next), replace: true, resetScroll: false });
    },
  };
}
