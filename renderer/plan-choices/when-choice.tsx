import { Radio, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import type { Schedule, When } from "../../shared/model/index.ts";
import { say, type Text, text } from "../../shared/words/index.ts";
import { newSchedule, type WhenPreset, whenPresetOf, withPreset } from "./choices.ts";
import classes from "./plan-choices.module.css";
import { ScheduleList } from "./schedule-list.tsx";
import { WhenFields } from "./when-fields.tsx";

const LABELS: Readonly<Record<WhenPreset, Text>> = {
  changes: text("As files change"),
  hourly: text("Every hour"),
  daily: text("Every day at a time"),
  weekly: text("Every week on some days"),
  "by-hand": text("By hand only"),
  more: text("More"),
};
const SAYS: Readonly<Partial<Record<WhenPreset, Text>>> = {
  changes: text("A minute after the last change, and at most every 15 minutes. Nothing runs while nothing changes."),
  "by-hand": text("Nothing begins by itself. You are told when the newest backup gets old."),
  more: text(
    "Several times, every so many minutes, months, years, crontab, full backups, checks, and when it is tidied up.",
  ),
};
const PRESETS = ["changes", "hourly", "daily", "weekly", "by-hand"] as const;

function describe(preset: WhenPreset): string | undefined {
  const says = SAYS[preset];
  return says === undefined ? undefined : say(says);
}

/** What is chosen: `isMore` even if the schedules look like a simple choice, as while the first of several is made. */
export interface WhenDraft {
  readonly schedules: readonly Schedule[];
  readonly isMore: boolean;
}

export function whenDraftOf(schedules: readonly Schedule[]): WhenDraft {
  return { schedules, isMore: whenPresetOf(schedules) === "more" };
}

interface WhenChoiceProps {
  readonly draft: WhenDraft;
  readonly onChange: (draft: WhenDraft) => void;
  /** Without, only the simple choices are offered. */
  readonly offersMore: boolean;
}

/** When a plan runs: one of the simple choices, or a list of its own. */
export function WhenChoice({ draft, onChange, offersMore }: WhenChoiceProps): ReactNode {
  const { schedules, isMore } = draft;
  const preset = isMore ? "more" : whenPresetOf(schedules);
  const choose = (value: string): void => {
    const chosen = PRESETS.find((each) => each === value);
    if (chosen !== undefined) onChange({ schedules: withPreset(schedules, chosen), isMore: false });
    else
      onChange({
        schedules: schedules.length > 0 ? schedules : [newSchedule({ type: "daily", at: "18:00" })],
        isMore: true,
      });
  };
  const backup = schedules.find(({ action }) => action.type === "backup");
  const setWhen = (when: When): void =>
    onChange({ ...draft, schedules: schedules.map((each) => (each === backup ? { ...each, when } : each)) });
  return (
    <Radio.Group label={say("It backs up")} value={preset} onChange={choose}>
      <Stack gap="sm" mt="sm">
        {[...PRESETS, ...(offersMore ? (["more"] as const) : [])].map((each) => (
          <div key={each}>
            <Radio value={each} label={say(LABELS[each])} description={describe(each)} />
            {each === preset && (each === "daily" || each === "weekly") && backup !== undefined && (
              <div className={classes.inset}>
                <WhenFields when={backup.when} onChange={setWhen} />
              </div>
            )}
            {each === "more" && isMore && (
              <div className={classes.inset}>
                <ScheduleList schedules={schedules} onChange={(list) => onChange({ schedules: list, isMore })} />
              </div>
            )}
          </div>
        ))}
      </Stack>
    </Radio.Group>
  );
}
