import { Checkbox, NumberInput, Stack, Text, Textarea } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Conditions } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { EditorDialog, EditorForm, type EditorProps } from "./editor-dialog.tsx";
import { patternsOf } from "./plan-words.ts";
import { QuietHours } from "./quiet-hours.tsx";

/** Asks what has to hold for a plan's runs to begin by themselves. */
export function ConditionsDialog({ plan, isOpen, onClose }: EditorProps): ReactNode {
  return (
    <EditorDialog title={say("What {plan} waits for", { plan: plan.name })} isOpen={isOpen} onClose={onClose}>
      <ConditionsForm plan={plan} onClose={onClose} />
    </EditorDialog>
  );
}

function ConditionsForm({ plan, onClose }: Omit<EditorProps, "isOpen">): ReactNode {
  const [draft, setDraft] = useState<Conditions>(plan.conditions);
  // As typed: a line in the making is no name yet.
  const [networks, setNetworks] = useState(plan.conditions.networks.join("\n"));
  const change = (changes: Partial<Conditions>): void => setDraft((old) => ({ ...old, ...changes }));
  return (
    <EditorForm
      plan={plan}
      changes={() => ({ conditions: { ...draft, networks: patternsOf(networks).slice(0, 50) } })}
      onClose={onClose}
    >
      <Text size="sm">
        {say(
          "These count for what begins by itself. What you start yourself runs at once. What the system does not tell counts as fine.",
        )}
      </Text>
      <Stack gap="md">
        <Checkbox
          label={say("Wait while the computer runs on battery")}
          checked={draft.onMains}
          onChange={(event) => change({ onMains: event.currentTarget.checked })}
        />
        <Limit
          label={say("Wait while the battery is nearly empty")}
          unit={say("Run above a charge of (%)")}
          value={draft.batteryAbovePercent}
          first={30}
          max={99}
          onChange={(percent) => setDraft((old) => withOptional(old, "batteryAbovePercent", percent))}
        />
        <Checkbox
          label={say("Wait while the connection is metered")}
          description={say("One that is paid by volume, such as a telephone’s.")}
          checked={draft.unmetered}
          onChange={(event) => change({ unmetered: event.currentTarget.checked })}
        />
        <Limit
          label={say("Wait while somebody uses the computer")}
          unit={say("Run when nobody has used it for (minutes)")}
          value={draft.idleMinutes}
          first={5}
          max={240}
          onChange={(minutes) => setDraft((old) => withOptional(old, "idleMinutes", minutes))}
        />
        <Textarea
          label={say("Only in these wireless networks")}
          description={say("Their names, one a line. Nothing: in any, and by cable.")}
          value={networks}
          onChange={(event) => setNetworks(event.currentTarget.value)}
          autosize
          minRows={2}
          maxRows={8}
          spellCheck={false}
          maw={360}
        />
        <QuietHours hours={draft.quietHours} onChange={(quietHours) => change({ quietHours })} />
      </Stack>
    </EditorForm>
  );
}

type Optional = "batteryAbovePercent" | "idleMinutes";

function withOptional(old: Conditions, field: Optional, value: number | undefined): Conditions {
  const { [field]: _old, ...others } = old;
  return value === undefined ? others : { ...others, [field]: value };
}

interface LimitProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number | undefined;
  /** What it is when it is ticked. */
  readonly first: number;
  readonly max: number;
  readonly onChange: (value: number | undefined) => void;
}

/** A condition that is there or not, and has a number if it is there. */
function Limit({ label, unit, value, first, max, onChange }: LimitProps): ReactNode {
  return (
    <div>
      <Checkbox
        label={label}
        checked={value !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? first : undefined)}
      />
      {value !== undefined && (
        <NumberInput
          ml={32}
          mt="xs"
          label={unit}
          value={value}
          min={1}
          max={max}
          allowDecimal={false}
          clampBehavior="blur"
          hideControls
          onChange={(typed) => typeof typed === "number" && typed >= 1 && typed <= max && onChange(typed)}
          maw={300}
        />
      )}
    </div>
  );
}
