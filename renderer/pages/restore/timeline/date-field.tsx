import { TextInput } from "@mantine/core";
import { IconCalendarSearch } from "@tabler/icons-react";
import type { KeyboardEvent, ReactNode, RefObject } from "react";
import type { Snapshot } from "../../../../shared/model/index.ts";
import { say, spokenLocale } from "../../../../shared/words/index.ts";
import { formatDate, useNow } from "../../../components/index.ts";
import { readDate, snapshotOf } from "./typed-date.ts";

interface DateFieldProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly typed: string;
  readonly onTyped: (text: string) => void;
  /** The newest first. */
  readonly snapshots: readonly Snapshot[];
  /** What stood at the end of the day, month or year; `isFocused`: who typed is done. */
  readonly onFound: (snapshot: Snapshot, isFocused: boolean) => void;
}

/** Where a date is typed to go to what stood then; the timeline moves along while one types. */
export function DateField({ field, typed, onTyped, snapshots, onFound }: DateFieldProps): ReactNode {
  const now = useNow();
  const found = (text: string): Snapshot | undefined => {
    const period = readDate(text, spokenLocale(), now);
    return period === undefined ? undefined : snapshotOf(period, snapshots);
  };
  const type = (text: string): void => {
    onTyped(text);
    const snapshot = found(text);
    if (snapshot !== undefined) onFound(snapshot, false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const snapshot = found(typed);
    if (event.key !== "Enter" || snapshot === undefined) return;
    event.preventDefault();
    onTyped("");
    onFound(snapshot, true);
  };
  const isUnclear = typed.length > 3 && found(typed) === undefined;
  return (
    <TextInput
      ref={field}
      size="xs"
      aria-label={say("Go to a date")}
      placeholder={say("Go to a date, such as {date}", { date: formatDate(now, now) })}
      leftSection={<IconCalendarSearch size={14} aria-hidden />}
      value={typed}
      error={isUnclear && say("No date is known by that name.")}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
