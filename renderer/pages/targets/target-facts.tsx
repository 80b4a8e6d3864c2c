import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { countOf } from "../../../shared/figures/index.ts";
import type { TargetState } from "../../../shared/model/index.ts";
import { Facts, listInWords, ShortId, When } from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";

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
