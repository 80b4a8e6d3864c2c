import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Plan, RetentionPreview, TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { ErrorNote, Loading } from "../../components/index.ts";
import { KeepChoice, keepDraftOf, whenWords, withTidying } from "../../plan-choices/index.ts";
import { EditorDialog, EditorForm, type EditorProps } from "./editor-dialog.tsx";
import { KeepCalendar } from "./keep-calendar.tsx";
import { removalWords, saveWords } from "./keep-preview-words.ts";

/** A number that is being typed is not asked about digit by digit. */
const PATIENCE_MS = 300;

interface KeepDialogProps extends EditorProps {
  readonly targets: readonly TargetState[];
}

/** Asks what stays of a plan's snapshots, and shows what goes before it can be saved. */
export function KeepDialog({ plan, targets, isOpen, onClose }: KeepDialogProps): ReactNode {
  return (
    <EditorDialog title={say("What is kept of {plan}", { plan: plan.name })} isOpen={isOpen} onClose={onClose}>
      <KeepForm plan={plan} targets={targets} onClose={onClose} />
    </EditorDialog>
  );
}

function KeepForm({ plan, targets, onClose }: Omit<KeepDialogProps, "isOpen">): ReactNode {
  const [draft, setDraft] = useState(() => keepDraftOf(plan.keep));
  const { keep } = draft;
  const [asked] = useDebouncedValue(keep, PATIENCE_MS);
  const preview = useQuery(
    api.plans.previewKeep.queryOptions({
      input: { planId: plan.id, ...(asked === undefined ? {} : { keep: asked }) },
      enabled: asked !== undefined,
      placeholderData: keepPreviousData,
    }),
  );
  // Without rules nothing goes. With rules only an answer about these very ones counts.
  const isKnown = keep === undefined || (asked === keep && preview.data !== undefined && !preview.isPlaceholderData);
  const previews = keep === undefined ? [] : (preview.data ?? []);
  return (
    <EditorForm
      plan={plan}
      changes={() => (keep === undefined ? {} : { keep, schedules: withTidying(plan.schedules, keep) })}
      {...(keep === undefined ? { without: "keep" as const } : {})}
      verb={isKnown ? saveWords(previews) : say("Save")}
      missing={isKnown ? undefined : say("Working out what would go…")}
      onClose={onClose}
    >
      <KeepChoice draft={draft} onChange={setDraft} offersCustom />
      {keep !== undefined && (
        <>
          <Text size="sm" c="dimmed">
            {tidyWords(plan, keep)}
          </Text>
          {preview.isError && (
            <ErrorNote
              error={preview.error}
              action={{ label: say("Try again"), onClick: () => void preview.refetch() }}
            />
          )}
          {preview.isPending && !preview.isError && <Loading what={say("Working out what would go…")} />}
          {previews.map((each) => (
            <OnTarget key={each.targetId} preview={each} targets={targets} isOneOfMany={previews.length > 1} />
          ))}
        </>
      )}
    </EditorForm>
  );
}

function tidyWords(plan: Plan, keep: Plan["keep"]): string {
  const tidying = withTidying(plan.schedules, keep).filter(({ action }) => action.type === "tidy");
  return say("What need not be kept is removed when the plan is tidied up: {times}. Nothing goes before that.", {
    times: tidying.map(({ when }) => whenWords(when)).join("; "),
  });
}

interface OnTargetProps {
  readonly preview: RetentionPreview;
  readonly targets: readonly TargetState[];
  readonly isOneOfMany: boolean;
}

function OnTarget({ preview, targets, isOneOfMany }: OnTargetProps): ReactNode {
  const name =
    targets.find(({ target }) => target.id === preview.targetId)?.target.name ?? say("a target that was removed");
  return (
    <div>
      <Text size="sm" fw={600} mb="xs">
        {isOneOfMany ? say("On {name}: {words}", { name, words: removalWords(preview) }) : removalWords(preview)}
      </Text>
      <KeepCalendar verdicts={preview.verdicts} label={say("Days of snapshots on {name}", { name })} />
    </div>
  );
}
