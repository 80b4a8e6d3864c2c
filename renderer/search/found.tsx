import { Button, Text } from "@mantine/core";
import { IconFile, IconFolder, IconLink } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { SearchHit } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { Bytes, baseName, parentOf, sayRich, showPath, When } from "../components/index.ts";
import { paths, toAddress } from "../navigation/index.ts";
import { Matched } from "./matched.tsx";
import classes from "./search.module.css";

export interface FoundProps {
  readonly hit: SearchHit;
  readonly search: string;
  /** Said where hits are of several targets. */
  readonly targetName: string | undefined;
  readonly onOpen?: () => void;
  readonly onRestore: (hit: SearchHit) => void;
}

/** Something that was found: its name leads to it, and a button brings it back. */
export function Found({ hit, search, targetName, onOpen, onRestore }: FoundProps): ReactNode {
  const { path, type, bytes } = hit;
  const name = baseName(path);
  const Kind = type === "folder" ? IconFolder : type === "symlink" ? IconLink : IconFile;
  return (
    <li className={classes.found}>
      <Kind size={20} stroke={1.5} aria-hidden className={classes.kind} />
      <Link {...linkTo(hit)} className={classes.name} {...(onOpen && { onClick: onOpen })} data-item>
        <span className={classes.title} translate="no">
          <Matched name={name} search={search} />
        </span>
        <Text span size="xs" c="dimmed" className={classes.folder} title={showPath(path)} translate="no">
          {showPath(parentOf(path) ?? "/")}
        </Text>
        <Text span size="xs" c="dimmed">
          <Facts hit={hit} targetName={targetName} />
          {bytes !== undefined && (
            <>
              {" · "}
              <Bytes bytes={bytes} />
            </>
          )}
        </Text>
      </Link>
      <Button
        size="xs"
        variant="default"
        aria-label={say("Restore…: {name}", { name })}
        onClick={() => onRestore(hit)}
        className={classes.restore}
      >
        {say("Restore…")}
      </Button>
    </li>
  );
}

function Facts({ hit, targetName }: Pick<FoundProps, "hit" | "targetName">): ReactNode {
  const { isGone, snapshotAt, versions } = hit;
  const when = <When at={snapshotAt} />;
  return (
    <>
      {isGone ? sayRich("deleted since; last saved {when}", { when }) : sayRich("last saved {when}", { when })}
      {versions > 1 && ` · ${say("{count, plural, one {# version} other {# versions}}", { count: versions })}`}
      {targetName !== undefined && ` · ${targetName}`}
    </>
  );
}

/** A folder opens in its snapshot; everything else has a page of its own. */
function linkTo({ targetId, snapshotId, path, type }: SearchHit) {
  if (type === "folder")
    return { to: paths.restoreSnapshot(targetId, snapshotId), search: { folder: toAddress(path) } };
  return { to: paths.restoreFile(targetId), search: { path: toAddress(path), snapshot: snapshotId } };
}
