import { Progress, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { bytes } from "../../shared/figures/index.ts";
import type { Space } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { formatPercent } from "./format.ts";

/** From this share on a volume is nearly full. */
const NEARLY_FULL = 0.9;

/** How full the volume is, as a bar and in words. */
export function SpaceBar({ space: { freeBytes, totalBytes } }: { space: Space }): ReactNode {
  const used = totalBytes === 0 ? 0 : 1 - freeBytes / totalBytes;
  const isNearlyFull = used >= NEARLY_FULL;
  return (
    <Stack gap={4}>
      <Progress
        value={used * 100}
        color={isNearlyFull ? "var(--holdfast-warn)" : "gray.6"}
        size="sm"
        radius="xl"
        aria-label={say("{percent} of the volume is used", { percent: formatPercent(used) })}
      />
      <Text size="sm" c="dimmed">
        {isNearlyFull
          ? say("{free} free of {total}: nearly full", { free: bytes(freeBytes), total: bytes(totalBytes) })
          : say("{free} free of {total}", { free: bytes(freeBytes), total: bytes(totalBytes) })}
      </Text>
    </Stack>
  );
}
