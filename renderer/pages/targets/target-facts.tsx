import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { countOf } from "../../../shared/figures/index.ts";
import type { TargetState } from "../../../shared/model/index.ts";
import { Facts, formatDate, formatMoment, listInWords, ShortId, useNow, When } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import { Standing } from "./standing.tsx";

/** What a target holds, and what would be needed to get it back. */
export function TargetFacts({ state, users }: { state: TargetState; users: readonly string[] }): ReactNode {
  const { target, presence, lastSeenAt, snapshots, newestSnapshotAt } = state;
  return (
    <Facts>
      {presence === "away" && lastSeenAt !== undefined && (
        <>
          <dt>Last seen</dt>
          <dd data-tone="warn">
            <When at={lastSeenAt} />
          </dd>
        </>
      )}
      <dt>Stands</dt>
      <dd>
        <Standing state={state} />
      </dd>
      <Removal state={state} />
      <dt>Holds</dt>
      <dd>
        <Anchor component={Link} to={paths.restoreTarget(target.id)} inherit>
          {countOf(snapshots, "snapshot")}
        </Anchor>
        {newestSnapshotAt !== undefined && (
          <>
            , the newest <When at={newestSnapshotAt} />
          </>
        )}
      </dd>
      <dt>Used by</dt>
      <dd>{users.length === 0 ? "no plan" : listInWords(users)}</dd>
      <dt>Last check</dt>
      <LastCheck state={state} />
      <Passphrase state={state} />
      <dt>Recovery kit</dt>
      {target.recoveryKitSavedAt === undefined ? (
        <dd data-tone="warn">not saved yet</dd>
      ) : (
        <dd>
          saved <When at={target.recoveryKitSavedAt} />
        </dd>
      )}
      <dt>Repository</dt>
      <dd>
        <ShortId id={target.repositoryId} of="the repository" />
      </dd>
    </Facts>
  );
}

/** What keeps its files from being deleted; nothing for a place where that can be done at any time. */
function Removal({ state: { removal, protectedUntil } }: { state: TargetState }): ReactNode {
  const now = useNow();
  if (removal === "allowed") return null;
  if (removal === "append-only") {
    return (
      <>
        <dt>Deletion</dt>
        <dd>nothing can be deleted from this computer; old snapshots are removed by whoever runs the server</dd>
      </>
    );
  }
  const isOver = protectedUntil !== undefined && protectedUntil <= now;
  return (
    <>
      <dt>Deletion</dt>
      {protectedUntil === undefined ? (
        <dd>protected for a while after each backup</dd>
      ) : (
        <dd title={formatMoment(protectedUntil)} {...(isOver ? { "data-tone": "warn" } : {})}>
          {isOver ? "could be deleted since" : "can’t be deleted until"} {formatDate(protectedUntil, now)}
        </dd>
      )}
    </>
  );
}

function LastCheck({ state: { lastCheck } }: { state: TargetState }): ReactNode {
  if (lastCheck === undefined) return <dd>never</dd>;
  return (
    <dd {...(lastCheck.isSound ? {} : { "data-tone": "bad" })}>
      <When at={lastCheck.endedAt} />:{" "}
      <Anchor component={Link} to={paths.run(lastCheck.runId)} inherit>
        {lastCheck.isSound ? "no errors" : "damage found"}
      </Anchor>
    </dd>
  );
}

function Passphrase({ state: { passphrase, passphrasePlace } }: { state: TargetState }): ReactNode {
  return (
    <>
      <dt>Passphrase</dt>
      {passphrase === "missing" ? (
        <dd data-tone="bad">missing</dd>
      ) : (
        <dd>{passphrase === "kept" ? `kept in ${passphrasePlace}` : "not looked at yet"}</dd>
      )}
    </>
  );
}
