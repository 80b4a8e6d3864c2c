import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { bytes, count, duration } from "../../../shared/figures/index.ts";
import type { BackupFigures, RunFigures, TidyFigures } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { methodWords } from "../../components/index.ts";
import classes from "./activity.module.css";

/** What a run did, in figures. */
export function Figures({ figures }: { figures: RunFigures }): ReactNode {
  return (
    <Stack gap="lg">
      {figures.kind === "backup" && figures.files > 0 && !figures.isUnchanged && <FilesBar figures={figures} />}
      {figures.kind === "backup" && <Method figures={figures} />}
      <dl className={classes.figures}>
        {figuresOf(figures).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Stack>
  );
}

/** What the backup was compared with, and how it found what had changed. */
function Method({ figures }: { figures: BackupFigures }): ReactNode {
  const words = methodWords(figures);
  if (words.length === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {words.join(". ")}.
    </Text>
  );
}

/** Added, changed, removed and unchanged files, each as wide as its share. */
function FilesBar({ figures }: { figures: BackupFigures }): ReactNode {
  const { filesNew, filesChanged, filesRemoved, filesUnchanged } = figures;
  const parts = [
    { part: "new", says: say("{count, number} new", { count: filesNew }), files: filesNew },
    { part: "changed", says: say("{count, number} changed", { count: filesChanged }), files: filesChanged },
    // Not known of older runs, and of those that were compared with nothing.
    ...(filesRemoved === undefined
      ? []
      : [{ part: "removed", says: say("{count, number} removed", { count: filesRemoved }), files: filesRemoved }]),
    { part: "unchanged", says: say("{count, number} unchanged", { count: filesUnchanged }), files: filesUnchanged },
  ];
  return (
    <Stack gap="xs">
      <div className={classes.bar} aria-hidden>
        {parts.map(({ part, files }) => files > 0 && <span key={part} data-part={part} style={{ flexGrow: files }} />)}
      </div>
      <ul className={classes.legend} aria-label={say("Files of this backup")}>
        {parts.map(({ part, says }) => (
          <li key={part}>
            <span data-part={part} aria-hidden />
            <span>{says}</span>
          </li>
        ))}
      </ul>
    </Stack>
  );
}

type Figure = readonly [name: string, value: string];

function figuresOf(figures: RunFigures): readonly Figure[] {
  const took: Figure = [say("Took"), duration(figures.seconds)];
  switch (figures.kind) {
    case "backup":
      return [
        [say("In the snapshot"), bytes(figures.bytes)],
        [say("Files"), count(figures.files)],
        [say("New data"), bytes(figures.bytesAdded)],
        [say("Stored, compressed"), bytes(figures.bytesStored)],
        took,
      ];
    case "copy":
      return [
        [say("Snapshots copied"), count(figures.snapshots)],
        [say("Already there"), count(figures.snapshotsThere)],
        [say("New data"), bytes(figures.bytesAdded)],
        [say("Stored, compressed"), bytes(figures.bytesStored)],
        took,
      ];
    case "restore":
      return [
        [say("Files written"), count(figures.files)],
        [say("Size"), bytes(figures.bytes)],
        [say("Already there, the same"), count(figures.unchanged)],
        [say("Left as they were"), count(figures.skipped)],
        took,
      ];
    case "check":
      return [
        [say("Snapshots"), count(figures.snapshots)],
        [say("Errors"), count(figures.errors)],
        [say("Packs"), count(figures.packs)],
        [
          say("Read in full"),
          figures.packsRead === 0
            ? say("none")
            : say("{count, number} ({size})", { count: figures.packsRead, size: bytes(figures.bytesRead) }),
        ],
        took,
      ];
    case "test-restore":
      return [
        [say("Files that came back"), count(figures.files)],
        [say("Of the whole backup"), `${count(figures.snapshotFiles)} (${bytes(figures.snapshotBytes)})`],
        [say("Size"), bytes(figures.bytes)],
        [say("Compared with their sources"), count(figures.comparedWithSource)],
        [say("Read from the target"), bytes(figures.bytesRead)],
        [say("Failures"), count(figures.failures)],
        [say("Seed"), String(figures.seed)],
        took,
      ];
    case "tidy":
      return tidyFigures(figures, took);
    case "repair":
      return [
        [say("Packs read"), count(figures.packsRead)],
        [say("Pieces of content saved"), count(figures.blobsSaved)],
        [say("Snapshots mended"), count(figures.snapshotsRewritten)],
        took,
      ];
  }
}

function tidyFigures(figures: TidyFigures, took: Figure): readonly Figure[] {
  const { snapshotsRemoved, snapshotsKept, bytesBefore, bytesAfter, packsRemoved, packsRewritten, bytesLeft } = figures;
  return [
    [say("Snapshots removed"), count(snapshotsRemoved)],
    [say("Snapshots kept"), count(snapshotsKept)],
    [say("Room given back"), bytes(Math.max(0, bytesBefore - bytesAfter))],
    [say("On the target now"), bytes(bytesAfter)],
    [say("Packs removed"), count(packsRemoved)],
    [say("Packs rewritten"), count(packsRewritten)],
    ...(bytesLeft > 0 ? [[say("Left for the next time"), bytes(bytesLeft)] as const] : []),
    took,
  ];
}
