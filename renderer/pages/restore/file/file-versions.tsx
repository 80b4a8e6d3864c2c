import { Group, Radio, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { FileVersion, SnapshotId } from "../../../../shared/model/index.ts";
import { say } from "../../../../shared/words/index.ts";
import { atInWords, Bytes, dayInWords, formatMoment, useNow } from "../../../components/index.ts";
import classes from "./file.module.css";

interface FileVersionsProps {
  readonly versions: readonly FileVersion[];
  /** A snapshot of the one that is looked at. */
  readonly chosen: SnapshotId;
  readonly onChoose: (snapshot: SnapshotId) => void;
}

/** The contents that a file had, the newest first; what stayed the same over several backups is one of them. */
export function FileVersions({ versions, chosen, onChoose }: FileVersionsProps): ReactNode {
  const at = indexOf(versions, chosen);
  return (
    <Radio.Group
      label={say("{count, plural, one {# version} other {# versions}}", { count: versions.length })}
      value={String(at)}
      onChange={(value) => {
        const id = versions[Number(value)]?.snapshots[0]?.id;
        if (id !== undefined) onChoose(id);
      }}
    >
      <Stack gap={4} mt="xs" className={classes.versions}>
        {versions.map((version, index) => (
          <Radio
            key={version.snapshots[0]?.id}
            value={String(index)}
            label={<Version version={version} isNewest={index === 0} />}
            className={classes.version}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Of the version that a snapshot has; the newest if none has it. */
export function indexOf(versions: readonly FileVersion[], snapshot: SnapshotId): number {
  return Math.max(
    0,
    versions.findIndex(({ snapshots }) => snapshots.some(({ id }) => id === snapshot)),
  );
}

function Version({ version, isNewest }: { readonly version: FileVersion; readonly isNewest: boolean }): ReactNode {
  const now = useNow();
  const { snapshots, bytes, modified } = version;
  const [newest, oldest] = [snapshots[0], snapshots.at(-1)];
  const changed = modified ?? oldest?.time;
  return (
    <Stack gap={0}>
      <Group gap={8}>
        <Text span fw={isNewest ? 600 : 400} title={changed === undefined ? "" : formatMoment(changed)}>
          {changed === undefined ? say("Saved") : say("Changed {when}", { when: atInWords(changed, now) })}
        </Text>
        {bytes !== undefined && (
          <Text span size="sm" c="dimmed">
            <Bytes bytes={bytes} />
          </Text>
        )}
      </Group>
      <Text span size="xs" c="dimmed">
        {newest === undefined || oldest === undefined || snapshots.length === 1
          ? say("in 1 snapshot, {when}", { when: atInWords(newest?.time ?? 0, now) })
          : say("the same in {count, number} snapshots, from {first} to {last}", {
              count: snapshots.length,
              ...{ first: dayInWords(oldest.time, now), last: dayInWords(newest.time, now) },
            })}
      </Text>
    </Stack>
  );
}
