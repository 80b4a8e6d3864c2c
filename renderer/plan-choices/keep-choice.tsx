import { NumberInput, Radio, SimpleGrid, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { KeepRules } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { KEEP_NUMBERS, KEEP_PRESETS, type KeepPreset, keepPresetOf, keepWords } from "./keep-words.ts";
import classes from "./plan-choices.module.css";

/** What is chosen: `isCustom` even if the numbers are those of a preset, as while they are changed. */
export interface KeepDraft {
  readonly keep: KeepRules | undefined;
  readonly isCustom: boolean;
}

export function keepDraftOf(keep: KeepRules | undefined): KeepDraft {
  return { keep, isCustom: keepPresetOf(keep) === "custom" };
}

interface KeepChoiceProps {
  readonly draft: KeepDraft;
  readonly onChange: (draft: KeepDraft) => void;
  readonly offersCustom: boolean;
}

/** Which snapshots stay: one of the simple choices, or numbers of one's own. */
export function KeepChoice({ draft, onChange, offersCustom }: KeepChoiceProps): ReactNode {
  const { keep, isCustom } = draft;
  const preset: KeepPreset = isCustom ? "custom" : keepPresetOf(keep);
  const choose = (value: string): void => {
    const chosen = KEEP_PRESETS.find((each) => each.preset === value);
    if (chosen !== undefined) onChange({ keep: chosen.rules, isCustom: false });
    else onChange({ keep: keep ?? { daily: 30 }, isCustom: true });
  };
  return (
    <Radio.Group label={say("It keeps")} value={preset} onChange={choose}>
      <Stack gap="sm" mt="sm">
        {KEEP_PRESETS.map(({ preset: value, label, says }) => (
          <Radio key={value} value={value} label={say(label)} description={say(says)} />
        ))}
        {offersCustom && <Radio value="custom" label={say("Numbers of my own")} />}
        {isCustom && keep !== undefined && (
          <div className={classes.inset}>
            <Numbers keep={keep} onChange={(changed) => onChange({ keep: changed, isCustom })} />
          </div>
        )}
      </Stack>
    </Radio.Group>
  );
}

function Numbers({ keep, onChange }: { keep: KeepRules; onChange: (keep: KeepRules) => void }): ReactNode {
  const set = (field: keyof KeepRules, typed: number | string): void => {
    const { [field]: _old, ...others } = keep;
    // Nothing, or a zero, is no rule.
    onChange(typeof typed === "number" && typed > 0 ? { ...others, [field]: typed } : others);
  };
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {KEEP_NUMBERS.map(({ field, label }) => (
          <NumberInput
            key={field}
            label={say(label)}
            value={keep[field] ?? ""}
            onChange={(typed) => set(field, typed)}
            min={0}
            max={100_000}
            allowDecimal={false}
            hideControls
          />
        ))}
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        {say("Keeps {what}. The newest snapshot always stays.", { what: keepWords(keep) })}
      </Text>
    </Stack>
  );
}
