import { Anchor, Button, Checkbox, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Plan, PlanId, type TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, BusyButton, ErrorNote, PageFrame } from "../../components/index.ts";
import { paths, useParam } from "../../navigation/index.ts";
import { FolderChoice } from "./folder-choice.tsx";
import classes from "./plans.module.css";
import { sizeOf } from "./size-words.ts";
import { usePlanDraft } from "./use-plan-draft.ts";

/** Changes what a plan says. */
export function EditPlanPage(): ReactNode {
  const planId = useParam("planId", PlanId);
  const plan = useQuery(api.plans.get.queryOptions({ input: { planId } }));
  const targets = useQuery(api.targets.list.queryOptions());
  const name = plan.data?.plan.name;
  return (
    <PageFrame
      title={name === undefined ? say("Change a plan") : say("Change {name}", { name })}
      above={
        <Anchor component={Link} to={paths.plan(planId)} size="sm">
          {name ?? say("The plan")}
        </Anchor>
      }
    >
      <Answer query={plan} what={say("Reading the plan…")}>
        {(state) => (
          <Answer query={targets} what={say("Reading your targets…")}>
            {(known) => <PlanForm plan={state.plan} targets={known} />}
          </Answer>
        )}
      </Answer>
    </PageFrame>
  );
}

function PlanForm({ plan, targets }: { plan: Plan; targets: readonly TargetState[] }): ReactNode {
  const { draft, change, missing, choices } = usePlanDraft(plan);
  const navigate = useNavigate();
  const update = useMutation(
    api.plans.update.mutationOptions({ onSuccess: () => navigate({ to: paths.plan(plan.id) }) }),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === undefined) update.mutate({ planId: plan.id, choices: choices() });
      }}
    >
      <Stack gap="xl" maw={680}>
        <TextInput
          label={say("Name")}
          value={draft.name}
          maxLength={100}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <div id="folders" className={classes.anchor}>
          <FolderChoice folders={draft.folders} onChange={(folders) => change({ folders })} />
        </div>
        <Checkbox.Group
          id="targets"
          label={say("Saved to")}
          description={say("Each of them gets every snapshot.")}
          value={[...draft.targetIds]}
          onChange={(ids) =>
            change({ targetIds: targets.map(({ target }) => target.id).filter((id) => ids.includes(id)) })
          }
        >
          <Stack gap="xs" mt="xs">
            {targets.map(({ target }) => (
              <Checkbox key={target.id} value={target.id} label={target.name} description={target.location} />
            ))}
          </Stack>
        </Checkbox.Group>
        <div id="filter" className={classes.anchor}>
          <Filters draft={draft} change={change} />
        </div>
        {update.error !== null && <ErrorNote error={update.error} />}
        <Group>
          <BusyButton isBusy={update.isPending} disabled={missing !== undefined}>
            {say("Save the changes")}
          </BusyButton>
          <Button component={Link} to={paths.plan(plan.id)} variant="default">
            {say("Leave it as it was")}
          </Button>
          <Text size="sm" role="status">
            {missing}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

type InHand = Pick<ReturnType<typeof usePlanDraft>, "draft" | "change">;

function Filters({ draft, change }: InHand): ReactNode {
  return (
    <Stack gap="md">
      <Checkbox
        label={say("Leave out caches, trash and temporary files")}
        description={say("What programs make again by themselves.")}
        checked={draft.useDefaultExcludes}
        onChange={(event) => change({ useDefaultExcludes: event.currentTarget.checked })}
      />
      <Checkbox
        label={say("Stay on the disk that each folder is on")}
        description={say("Leaves out other drives and network folders that show up within them.")}
        checked={draft.oneFileSystem}
        onChange={(event) => change({ oneFileSystem: event.currentTarget.checked })}
      />
      <TextInput
        label={say("Leave out files larger than")}
        description={say("Such as 2 GB or 500 MB. Nothing: files of any size are backed up.")}
        value={draft.largerThan}
        onChange={(event) => change({ largerThan: event.currentTarget.value })}
        error={sizeOf(draft.largerThan) === "unclear" ? say("This is no size with a unit.") : undefined}
        maxLength={20}
        maw={320}
      />
      <Textarea
        label={say("Leave out what fits a pattern")}
        description={say(
          "One a line, as in .gitignore: *.iso, /home/ada/Downloads, node_modules/. A line that begins with ! takes in again.",
        )}
        value={draft.patterns}
        onChange={(event) => change({ patterns: event.currentTarget.value })}
        autosize
        minRows={3}
        maxRows={16}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: 13 } }}
      />
    </Stack>
  );
}
