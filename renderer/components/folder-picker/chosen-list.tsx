import { Pill, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { bytes } from "../../../shared/figures/index.ts";
import type { Measure, PathText } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { baseName, showPath } from "../format.ts";
import { sayRich } from "../say-rich.ts";
import { totalOf } from "./chosen-paths.ts";
import classes from "./folder-picker.module.css";

/** So many are named; the rest is a number. */
const NAMED = 6;

interface ChosenListProps {
  readonly ticked: readonly PathText[];
  readonly measures: ReadonlyMap<PathText, Measure>;
  readonly onTicked: (ticked: readonly PathText[]) => void;
}

/** What is ticked, wherever it is, and how much that is. */
export function ChosenList({ ticked, measures, onTicked }: ChosenListProps): ReactNode {
  if (ticked.length === 0) {
    return (
      <Text size="sm" c="dimmed" className={classes.grow}>
        {say("Nothing is chosen yet. Tick what you want.")}
      </Text>
    );
  }
  const total = totalOf(ticked, measures);
  const words = { files: total.files, size: bytes(total.bytes) };
  return (
    <div className={classes.grow}>
      <Pill.Group gap={6}>
        {ticked.slice(0, NAMED).map((path) => (
          <Pill
            key={path}
            withRemoveButton
            title={showPath(path)}
            onRemove={() => onTicked(ticked.filter((other) => other !== path))}
            removeButtonProps={{
              "aria-label": say("Do not choose {path}", { path: showPath(path) }),
              tabIndex: 0,
              "aria-hidden": false,
            }}
          >
            {baseName(path)}
          </Pill>
        ))}
        {ticked.length > NAMED && <Pill>{say("and {count, number} more", { count: ticked.length - NAMED })}</Pill>}
      </Pill.Group>
      <Text size="sm" mt={6}>
        {total.isFinal
          ? say("{files, plural, one {# file} other {# files}}, {size}", words)
          : sayRich("{files, plural, one {# file} other {# files}}, {size}<dim> so far; still counting…</dim>", {
              ...words,
              dim: (inner) => (
                <Text span inherit c="dimmed">
                  {inner}
                </Text>
              ),
            })}
      </Text>
    </div>
  );
}
