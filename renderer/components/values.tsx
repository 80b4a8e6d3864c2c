import { Text, type TextProps } from "@mantine/core";
import type { ReactNode } from "react";
import { bytes as inWords } from "../../shared/figures/index.ts";
import type { Moment } from "../../shared/model/index.ts";
import { exactBytes, formatMoment, formatWhen } from "./format.ts";
import { useNow } from "./use-now.ts";

/** `3.4 GB`, exact on hover. */
export function Bytes({ bytes, ...props }: { bytes: number } & TextProps): ReactNode {
  return (
    <Text span inherit title={exactBytes(bytes)} {...props}>
      {inWords(bytes)}
    </Text>
  );
}

/** `4 minutes ago`, moving on by itself; the date on hover. */
export function When({ at, ...props }: { at: Moment } & TextProps): ReactNode {
  const now = useNow();
  return (
    <Text span inherit {...props}>
      <time dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
        {formatWhen(at, now)}
      </time>
    </Text>
  );
}
