import { ActionIcon } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowsExchange,
  IconFolderOpen,
  IconKey,
  IconMinus,
  IconPencil,
  IconPlus,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { PathText, SnapshotChange } from "../../../../shared/model/index.ts";
import { say } from "../../../../shared/words/index.ts";
import { baseName, parentOf, showPath } from "../../../components/index.ts";
import { paths, toAddress } from "../../../navigation/index.ts";
import classes from "./compare.module.css";
import { KIND_WORDS, olderEntry, sizeWords } from "./compare-words.ts";
import type { Comparison } from "./use-changes.ts";

const ICONS = {
  ...{ added: IconPlus, removed: IconMinus, changed: IconPencil },
  ...{ metadata: IconKey, type: IconArrowsExchange },
} as const;

interface ChangeLineProps {
  readonly index: number;
  readonly total: number;
  readonly top: number;
  /** Undefined as long as it is not read. */
  readonly change: SnapshotChange | undefined;
  readonly comparison: Comparison;
  readonly onRestore: (change: SnapshotChange) => void;
}

/** What happened to a path, and what can be done about it. */
export function ChangeLine({ index, total, top, change, ...props }: ChangeLineProps): ReactNode {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see change-list.tsx
    <div
      role="listitem"
      aria-posinset={index + 1}
      aria-setsize={total}
      className={classes.line}
      style={{ transform: `translateY(${top}px)` }}
    >
      {change === undefined ? <span>{say("Reading…")}</span> : <Change change={change} {...props} />}
    </div>
  );
}

/** Where it is; a click leaves only what is in there. */
function FolderName({ folder, comparison }: { folder: PathText; comparison: Comparison }): ReactNode {
  const { targetId, before, after } = comparison;
  if (folder === "/" || folder === comparison.folder) return <span translate="no">{showPath(folder)}</span>;
  return (
    <Link
      to={paths.compare(targetId)}
      // The router does not know what each page has in its address.
      search={{ before, after, folder: toAddress(folder) } as never}
      className={classes.folderName}
      title={say("Only what is in this folder")}
    >
      <span translate="no">{showPath(folder)}</span>
    </Link>
  );
}

function Change({
  change,
  comparison,
  onRestore,
}: Pick<ChangeLineProps, "comparison" | "onRestore"> & { readonly change: SnapshotChange }): ReactNode {
  const { path, kind } = change;
  const { targetId, before, after } = comparison;
  const KindIcon = ICONS[kind];
  const folder = parentOf(path) ?? "/";
  const name = baseName(path);
  return (
    <>
      <KindIcon size={18} aria-hidden className={classes.kind} data-kind={kind} />
      <span className={classes.what}>
        <span className={classes.name} title={showPath(path)} translate="no">
          {name}
        </span>
        <span className={classes.folder}>
          <span className={classes.kindWord}>{say(KIND_WORDS[kind])}</span>
          <FolderName folder={folder} comparison={comparison} />
        </span>
      </span>
      <span className={classes.size}>{sizeWords(change)}</span>
      <span className={classes.actions}>
        {olderEntry(change) !== undefined && (
          <ActionIcon
            variant="subtle"
            aria-label={say("Restore {name} as it was before…", { name })}
            title={say("Restore as it was before…")}
            onClick={() => onRestore(change)}
          >
            <IconArrowBackUp size={18} aria-hidden />
          </ActionIcon>
        )}
        <ActionIcon
          component={Link}
          to={paths.restoreSnapshot(targetId, kind === "removed" ? before : after)}
          // The router does not know what each page has in its address.
          search={{ folder: toAddress(folder) } as never}
          variant="subtle"
          aria-label={say("Open the folder of {name}", { name })}
          title={say("Open its folder")}
        >
          <IconFolderOpen size={18} aria-hidden />
        </ActionIcon>
      </span>
    </>
  );
}
