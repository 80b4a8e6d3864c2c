import { Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { say } from "../../../shared/words/index.ts";
import { areComplete, otherTimes, WhenChoice, whenDraftOf } from "../../plan-choices/index.ts";
import { EditorDialog, EditorForm, type EditorProps } from "./editor-dialog.tsx";

/** Asks when a plan runs by itself. */
export function WhenDialog({ plan, isOpen, onClose }: EditorProps): ReactNode {
  return (
    <EditorDialog title={say("When {plan} runs", { plan: plan.name })} isOpen={isOpen} onClose={onClose}>
      <WhenForm plan={plan} onClose={onClose} />
    </EditorDialog>
  );
}

function WhenForm({ plan, onClose }: Omit<EditorProps, "isOpen">): ReactNode {
  const [draft, setDraft] = useState(() => whenDraftOf(plan.schedules));
  const others = otherTimes(draft.schedules);
  return (
    <EditorForm
      plan={plan}
      changes={() => ({ schedules: draft.schedules })}
      missing={areComplete(draft.schedules) ? undefined : say("The times of crontab are not complete.")}
      onClose={onClose}
    >
      <WhenChoice draft={draft} onChange={setDraft} offersMore />
      {!draft.isMore && others.length > 0 && (
        <Text size="sm" c="dimmed">
          {say("Besides: {others}.", { others: others.join("; ") })}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {say("What was missed while the computer was off or asleep is made up for once.")}
      </Text>
    </EditorForm>
  );
}
