import { Pill, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { bytes, countOf } from "../../../shared/figures/index.ts";
import type { Measure, PathText } from "../../../shared/model/index.ts";
import { baseName, showPath } from "../format.ts";
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
        Nothing is chosen yet. Tick what you want.
      </Text>
    );
  }
  const total = totalOf(ticked, measures);
  return (
    <div className={classes.grow}>
      <Pill.Group gap={6}>
        {ticked.slice(0, NAMED).map((path) => (
          <Pill
            key={path}
            withRemoveButton
            title={showPath(path)}
            onRemove={() => onTicked(ticked.filter((other) => other !== path))}
            removeButtonProps={{ "aria-label": `Do not choose ${showPath(path)}`, tabIndex: 0, "aria-hidden": false }}
          >
            {baseName(path)}
          </Pill>
        ))}
        {ticked.length > NAMED && <Pill>and {ticked.length - NAMED} more</Pill>}
      </Pill.Group>
      <Text size="sm" mt={6}>
        {countOf(total.files, "file")}, {bytes(total.bytes)}
        {!total.isFinal && (
          <Text span inherit c="dimmed">
            {" so far; still counting…"}
          </Text>
        )}
      </Text>
    </div>
  );
}
