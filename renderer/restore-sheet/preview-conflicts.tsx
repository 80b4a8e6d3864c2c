import { Badge, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { bytes } from "../../shared/figures/index.ts";
import type { RestoreConflict, RestorePreview } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { baseName, showPath, When } from "../components/index.ts";
import classes from "./restore-sheet.module.css";

/** The files that are there and differ, those that lose something newer first. Open where something newer is lost. */
export function PreviewConflicts({ preview }: { preview: RestorePreview }): ReactNode {
  const { conflicts, replacedNewer, replaced, keptBoth } = preview;
  if (conflicts.length === 0) return null;
  const isCut = conflicts.length < replaced + keptBoth;
  return (
    <details className={classes.conflicts} open={replacedNewer > 0}>
      <summary>
        {isCut
          ? say("The first {count, number} files that differ", { count: conflicts.length })
          : say("{count, plural, one {The file that differs} other {The # files that differ}}", {
              count: conflicts.length,
            })}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and is to be scrolled by keys, too */}
      <section className={classes.conflictList} tabIndex={0} aria-label={say("Files that differ")}>
        <ul>
          {conflicts.map((conflict) => (
            <ConflictItem key={conflict.path} conflict={conflict} />
          ))}
        </ul>
      </section>
    </details>
  );
}

function ConflictItem({ conflict }: { conflict: RestoreConflict }): ReactNode {
  const { path, isNewer, bytes: size, bytesThere, modifiedThere, newName } = conflict;
  return (
    <li>
      <Group gap="xs" wrap="wrap">
        <Text size="sm" fw={600} className={classes.path} title={showPath(path)}>
          {baseName(path)}
        </Text>
        {isNewer && (
          <Badge variant="light" color="yellow" tt="none">
            {say("newer than the backup")}
          </Badge>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {bytesThere === undefined ? say("There: no file") : say("There: {size}", { size: bytes(bytesThere) })}
        {modifiedThere !== undefined && (
          <>
            {" · "}
            <When at={modifiedThere} />
          </>
        )}
        {" · "}
        {say("In the backup: {size}", { size: bytes(size) })}
      </Text>
      {newName !== undefined && (
        <Text size="xs" className={classes.path}>
          {say("Comes back as “{name}”", { name: showPath(newName) })}
        </Text>
      )}
    </li>
  );
}
