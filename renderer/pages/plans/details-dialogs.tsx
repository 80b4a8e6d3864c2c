import { NumberInput, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { PlanCommand, PlanCommands } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { EditorDialog, EditorForm, type EditorProps } from "./editor-dialog.tsx";

/** Ten minutes: a database is saved in less, and what hangs does not keep the backup for the night. */
const FIRST_TIMEOUT = 600;
const EXAMPLE = "pg_dump mydata > /home/ada/mydata.sql";

/** Asks for the commands that run before and after each backup. */
export function CommandsDialog({ plan, isOpen, onClose }: EditorProps): ReactNode {
  return (
    <EditorDialog title={say("Commands of {plan}", { plan: plan.name })} isOpen={isOpen} onClose={onClose}>
      <CommandsForm plan={plan} onClose={onClose} />
    </EditorDialog>
  );
}

function CommandsForm({ plan, onClose }: Omit<EditorProps, "isOpen">): ReactNode {
  const { before, after } = plan.commands;
  const [draft, setDraft] = useState({ before: draftOf(before), after: draftOf(after) });
  return (
    <EditorForm plan={plan} changes={() => ({ commands: commandsOf(draft) })} onClose={onClose}>
      <Text size="sm">
        {say(
          "They are run by the system’s shell, as the user that Holdfast runs as. If the command before fails or takes too long, the backup does not begin, and the run fails.",
        )}
      </Text>
      <CommandFields
        label={say("Before each backup")}
        limitLabel={say("Stop it after (seconds), before each backup")}
        placeholder={EXAMPLE}
        draft={draft.before}
        onChange={(changed) => setDraft({ ...draft, before: changed })}
      />
      <CommandFields
        label={say("After each backup")}
        limitLabel={say("Stop it after (seconds), after each backup")}
        placeholder={say('notify-send "Backed up"')}
        draft={draft.after}
        onChange={(changed) => setDraft({ ...draft, after: changed })}
      />
    </EditorForm>
  );
}

interface CommandDraft {
  readonly command: string;
  readonly timeoutSeconds: number;
}

function draftOf(command: PlanCommand | undefined): CommandDraft {
  return command ?? { command: "", timeoutSeconds: FIRST_TIMEOUT };
}

/** A field that is empty is no command. */
function commandsOf({ before, after }: { before: CommandDraft; after: CommandDraft }): PlanCommands {
  return {
    ...(before.command.trim() === "" ? {} : { before: { ...before, command: before.command.trim() } }),
    ...(after.command.trim() === "" ? {} : { after: { ...after, command: after.command.trim() } }),
  };
}

interface CommandFieldsProps {
  readonly label: string;
  /** Of the field for how long it may take. */
  readonly limitLabel: string;
  readonly placeholder: string;
  readonly draft: CommandDraft;
  readonly onChange: (draft: CommandDraft) => void;
}

function CommandFields({ label, limitLabel, placeholder, draft, onChange }: CommandFieldsProps): ReactNode {
  return (
    <Stack gap="xs">
      <TextInput
        label={label}
        placeholder={placeholder}
        value={draft.command}
        onChange={(event) => onChange({ ...draft, command: event.currentTarget.value })}
        maxLength={4096}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: 13 } }}
      />
      {draft.command.trim() !== "" && (
        <NumberInput
          label={limitLabel}
          value={draft.timeoutSeconds}
          min={1}
          max={86_400}
          allowDecimal={false}
          clampBehavior="blur"
          hideControls
          onChange={(typed) =>
            typeof typed === "number" && typed >= 1 && typed <= 86_400 && onChange({ ...draft, timeoutSeconds: typed })
          }
          maw={320}
        />
      )}
    </Stack>
  );
}

/** Asks how old the newest backup may be. */
export function GoalDialog({ plan, isOpen, onClose }: EditorProps): ReactNode {
  return (
    <EditorDialog title={say("When {plan} is late", { plan: plan.name })} isOpen={isOpen} onClose={onClose}>
      <GoalForm plan={plan} onClose={onClose} />
    </EditorDialog>
  );
}

function GoalForm({ plan, onClose }: Omit<EditorProps, "isOpen">): ReactNode {
  const [hours, setHours] = useState<number | undefined>(plan.goalHours);
  return (
    <EditorForm
      plan={plan}
      changes={() => (hours === undefined ? {} : { goalHours: hours })}
      {...(hours === undefined ? { without: "goalHours" as const } : {})}
      onClose={onClose}
    >
      <SimpleGrid cols={1}>
        <NumberInput
          label={say("The newest backup may be so many hours old")}
          description={say(
            "Then the plan is late; after three times as long it is at risk. Nothing: it follows from when the plan runs.",
          )}
          value={hours ?? ""}
          min={1}
          max={10_000}
          allowDecimal={false}
          clampBehavior="blur"
          hideControls
          onChange={(typed) => setHours(typeof typed === "number" && typed >= 1 ? Math.min(typed, 10_000) : undefined)}
        />
      </SimpleGrid>
    </EditorForm>
  );
}
