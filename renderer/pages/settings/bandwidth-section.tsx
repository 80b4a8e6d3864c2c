import { Button, Checkbox, Group, NumberInput, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type BandwidthLimit, type Hours, type Preferences, ratesOf } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, BusyButton, ErrorNote } from "../../components/index.ts";
import { HoursFields } from "../../plan-choices/index.ts";
import { bandwidthWords, rateOf } from "./bandwidth-words.ts";
import classes from "./settings.module.css";

/** The agent takes so many. */
const MOST = 20;
const OFFICE_HOURS: Hours = { from: "08:00", to: "18:00", days: [1, 2, 3, 4, 5] };

/** How fast data goes to targets on a network, by time of day. */
export function BandwidthSection(): ReactNode {
  const preferences = useQuery(api.preferences.get.queryOptions());
  return (
    <Answer query={preferences} what={say("Asking the agent…")}>
      {(known) => <Limits known={known} />}
    </Answer>
  );
}

function Limits({ known }: { known: Preferences }): ReactNode {
  const [draft, setDraft] = useState<readonly BandwidthLimit[]>();
  const limits = draft ?? known.bandwidth;
  const update = useMutation(api.preferences.update.mutationOptions({ onSuccess: () => setDraft(undefined) }));
  const replace = (old: BandwidthLimit, made: BandwidthLimit): void =>
    setDraft(limits.map((each) => (each === old ? made : each)));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!update.isPending) update.mutate({ ...known, bandwidth: limits });
      }}
    >
      <Stack gap="md">
        <Text size="sm">
          {say("For targets on a network. The first limit that fits counts. Now: {limits}.", {
            limits: bandwidthWords(limits),
          })}
        </Text>
        <ul className={classes.limits}>
          {limits.map((limit, index) => (
            // Limits have no name of their own and may be alike; the list is short and changes only here.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={index}>
              <Limit
                limit={limit}
                number={index + 1}
                onChange={(made) => replace(limit, made)}
                onRemove={() => setDraft(limits.filter((each) => each !== limit))}
              />
            </li>
          ))}
        </ul>
        {update.error !== null && <ErrorNote error={update.error} />}
        <Group gap="sm">
          {limits.length < MOST && (
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setDraft([...limits, { uploadBytesPerSecond: 1_000_000, hours: { ...OFFICE_HOURS } }])}
            >
              {say("Add a limit")}
            </Button>
          )}
          {draft !== undefined && (
            <>
              <BusyButton size="xs" isBusy={update.isPending}>
                {say("Save the limits")}
              </BusyButton>
              <Button size="xs" variant="default" onClick={() => setDraft(undefined)}>
                {say("Leave them as they were")}
              </Button>
            </>
          )}
        </Group>
      </Stack>
    </form>
  );
}

interface LimitProps {
  readonly limit: BandwidthLimit;
  readonly number: number;
  readonly onChange: (limit: BandwidthLimit) => void;
  readonly onRemove: () => void;
}

function Limit({ limit, number, onChange, onRemove }: LimitProps): ReactNode {
  const { up, down } = ratesOf(limit);
  const { hours } = limit;
  const change = (rates: { readonly up: number | undefined; readonly down: number | undefined }, when = hours): void =>
    onChange({
      ...(rates.up === undefined ? {} : { uploadBytesPerSecond: rates.up }),
      ...(rates.down === undefined ? {} : { downloadBytesPerSecond: rates.down }),
      ...(when === undefined ? {} : { hours: when }),
    });
  return (
    <fieldset className={classes.limit} aria-label={say("Limit {number}", { number })}>
      <Stack gap="sm">
        <Group gap="md">
          <RateInput
            label={say("Upload at most (MB a second)")}
            rate={up}
            onChange={(rate) => change({ up: rate, down })}
          />
          <RateInput
            label={say("Download at most (MB a second)")}
            rate={down}
            onChange={(rate) => change({ up, down: rate })}
          />
        </Group>
        <Checkbox
          label={say("Only in some hours")}
          checked={hours !== undefined}
          onChange={(event) => {
            const { hours: _, ...always } = limit;
            onChange(event.currentTarget.checked ? { ...always, hours: { ...OFFICE_HOURS } } : always);
          }}
        />
        {hours !== undefined && <HoursFields hours={hours} onChange={(changed) => change({ up, down }, changed)} />}
        <div>
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            onClick={onRemove}
            aria-label={say("Take out limit {number}", { number })}
          >
            {say("Take out")}
          </Button>
        </div>
      </Stack>
    </fieldset>
  );
}

interface RateInputProps {
  readonly label: string;
  /** Bytes a second; undefined for any number. */
  readonly rate: number | undefined;
  readonly onChange: (rate: number | undefined) => void;
}

/** Left empty, a way has no limit. */
function RateInput({ label, rate, onChange }: RateInputProps): ReactNode {
  return (
    <NumberInput
      label={label}
      placeholder={say("no limit")}
      value={rate === undefined ? "" : rate / 1_000_000}
      min={0.01}
      decimalScale={2}
      hideControls
      onChange={(typed) => {
        const changed = rateOf(typed);
        if (changed !== undefined || typed === "") onChange(changed);
      }}
      maw={220}
    />
  );
}
