import { Alert, Chip, Group, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { count } from "../../../../shared/figures/index.ts";
import { ChangeKind, type RunId, type SnapshotChange } from "../../../../shared/model/index.ts";
import { type Text as Said, say, text } from "../../../../shared/words/index.ts";
import { baseName, EmptyState, ErrorNote, Loading, parentOf } from "../../../components/index.ts";
import { type Chosen, NOTHING, RestoreSheet } from "../../../restore-sheet/index.ts";
import { ChangeList } from "./change-list.tsx";
import { changesIn, countsSentence, olderEntry } from "./compare-words.ts";
import { type ChangesPage, type Comparison, useChanges } from "./use-changes.ts";

const KIND_NAMES: Readonly<Record<ChangeKind, Said>> = {
  added: text("Added"),
  removed: text("Removed"),
  changed: text("Changed"),
  metadata: text("Only rights, owner or time"),
  type: text("Another kind of thing"),
};

/** The sum of what differs, what of it is shown, and the list. */
export function Changes({ comparison }: { comparison: Comparison }): ReactNode {
  const [kind, setKind] = useState<ChangeKind>();
  const [restoring, setRestoring] = useState<Chosen>();
  const [runId, setRunId] = useState<RunId>();
  const all = useChanges(comparison, undefined);
  const { first, error } = all;
  if (error !== null) return <ErrorNote error={error} action={{ label: say("Try again"), onClick: all.retry }} />;
  if (first === undefined) return <Loading what={say("Comparing the two snapshots…")} />;
  if (changesIn(first) === 0) {
    return <EmptyState says={say("Nothing differs: both snapshots have the same files, with the same content.")} />;
  }
  return (
    <>
      <Text fw={600} role="status">
        {countsSentence(first)}
      </Text>
      <Kinds counts={first.counts} kind={kind} onKind={setKind} />
      {first.isCut && (
        <Alert color="gray" variant="light" role="note">
          {say("Very much differs. The list has the first {count, number}; the sums above are of all.", {
            count: first.total,
          })}
        </Alert>
      )}
      <Listed
        key={kind}
        {...{ comparison, kind }}
        onRestore={(change) => {
          setRunId(undefined);
          setRestoring(chosenOf(change));
        }}
      />
      <RestoreSheet
        isOpen={restoring !== undefined}
        where={{ targetId: comparison.targetId, snapshotId: comparison.before }}
        chosen={restoring ?? NOTHING}
        {...{ runId, onStarted: setRunId, onClose: () => setRestoring(undefined) }}
      />
    </>
  );
}

interface KindsProps {
  readonly counts: ChangesPage["counts"];
  readonly kind: ChangeKind | undefined;
  readonly onKind: (kind: ChangeKind | undefined) => void;
}

/** Which changes are listed; only kinds that there are can be chosen. */
function Kinds({ counts, kind, onKind }: KindsProps): ReactNode {
  const there = ChangeKind.options.filter((each) => counts[each] > 0);
  if (there.length < 2) return null;
  return (
    <Group gap="xs" role="radiogroup" aria-label={say("Show only")}>
      <Chip.Group value={kind ?? "all"} onChange={(value) => onKind(ChangeKind.safeParse(value).data)}>
        <Chip value="all" size="xs">
          {say("Everything")}
        </Chip>
        {there.map((each) => (
          <Chip key={each} value={each} size="xs">
            {say("{kind}: {count}", { kind: say(KIND_NAMES[each]), count: count(counts[each]) })}
          </Chip>
        ))}
      </Chip.Group>
    </Group>
  );
}

interface ListedProps {
  readonly comparison: Comparison;
  readonly kind: ChangeKind | undefined;
  readonly onRestore: (change: SnapshotChange) => void;
}

function Listed({ comparison, kind, onRestore }: ListedProps): ReactNode {
  const pages = useChanges(comparison, kind);
  const retry = { label: say("Try again"), onClick: pages.retry };
  if (pages.error !== null) return <ErrorNote error={pages.error} action={retry} />;
  if (pages.first === undefined) return <Loading what={say("Comparing the two snapshots…")} />;
  return (
    <div>
      <ChangeList total={pages.first.total} {...{ pages, comparison, onRestore }} />
      {pages.pageError !== null && <ErrorNote error={pages.pageError} action={retry} />}
    </div>
  );
}

/** What the older snapshot has at the path. */
function chosenOf(change: SnapshotChange): Chosen | undefined {
  const entry = olderEntry(change);
  const name = change.path.split("/").at(-1);
  if (entry === undefined || name === undefined || baseName(change.path) === "") return undefined;
  return new Map([[parentOf(change.path) ?? "/", { all: undefined, names: new Map([[name, entry]]) }]]);
}
