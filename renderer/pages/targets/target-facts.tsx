import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import {
  Facts,
  formatDate,
  formatMoment,
  listInWords,
  ShortId,
  sayRich,
  useNow,
  When,
} from "../../components/index.ts";
import { paths } from "../../navigation/index.ts";
import { passphrasePlaceWords } from "../../target-setup/index.ts";
import { Standing } from "./standing.tsx";

/** What a target holds, and what would be needed to get it back. */
export function TargetFacts({ state, users }: { state: TargetState; users: readonly string[] }): ReactNode {
  const { target, presence, lastSeenAt } = state;
  return (
    <Facts>
      {presence === "away" && lastSeenAt !== undefined && (
        <>
          <dt>{say("Last seen")}</dt>
          <dd data-tone="warn">
            <When at={lastSeenAt} />
          </dd>
        </>
      )}
      <dt>{say("Stands")}</dt>
      <dd>
        <Standing state={state} />
      </dd>
      <Removal state={state} />
      <dt>{say("Holds")}</dt>
      <dd>
        <Holds state={state} />
      </dd>
      <dt>{say("Used by")}</dt>
      <dd>{users.length === 0 ? say("no plan") : listInWords(users)}</dd>
      <dt>{say("Last check")}</dt>
      <LastCheck state={state} />
      <Passphrase state={state} />
      <dt>{say("Recovery kit")}</dt>
      {target.recoveryKitSavedAt === undefined ? (
        <dd data-tone="warn">{say("not saved yet")}</dd>
      ) : (
        <dd>{sayRich("saved {when}", { when: <When at={target.recoveryKitSavedAt} /> })}</dd>
      )}
      <dt>{say("Repository")}</dt>
      <dd>
        <ShortId id={target.repositoryId} of={say("the repository")} />
      </dd>
    </Facts>
  );
}

function Holds({ state: { target, snapshots, newestSnapshotAt } }: { state: TargetState }): ReactNode {
  const link = (inner: ReactNode): ReactNode => (
    <Anchor component={Link} to={paths.restoreTarget(target.id)} inherit>
      {inner}
    </Anchor>
  );
  return newestSnapshotAt === undefined
    ? sayRich("<link>{snapshots, plural, one {# snapshot} other {# snapshots}}</link>", { snapshots, link })
    : sayRich("<link>{snapshots, plural, one {# snapshot} other {# snapshots}}</link>, the newest {when}", {
        ...{ snapshots, link, when: <When at={newestSnapshotAt} /> },
      });
}

/** What keeps its files from being deleted; nothing for a place where that can be done at any time. */
function Removal({ state: { removal, protectedUntil } }: { state: TargetState }): ReactNode {
  const now = useNow();
  if (removal === "allowed") return null;
  if (removal === "append-only") {
    return (
      <>
        <dt>{say("Deletion")}</dt>
        <dd>
          {say("nothing can be deleted from this computer; old snapshots are removed by whoever runs the server")}
        </dd>
      </>
    );
  }
  const isOver = protectedUntil !== undefined && protectedUntil <= now;
  return (
    <>
      <dt>{say("Deletion")}</dt>
      {protectedUntil === undefined ? (
        <dd>{say("protected for a while after each backup")}</dd>
      ) : (
        <dd title={formatMoment(protectedUntil)} {...(isOver ? { "data-tone": "warn" } : {})}>
          {say(isOver ? "could be deleted since {date}" : "can’t be deleted until {date}", {
            date: formatDate(protectedUntil, now),
          })}
        </dd>
      )}
    </>
  );
}

function LastCheck({ state: { lastCheck } }: { state: TargetState }): ReactNode {
  if (lastCheck === undefined) return <dd>{say("never")}</dd>;
  return (
    <dd {...(lastCheck.isSound ? {} : { "data-tone": "bad" })}>
      <When at={lastCheck.endedAt} />:{" "}
      <Anchor component={Link} to={paths.run(lastCheck.runId)} inherit>
        {say(lastCheck.isSound ? "no errors" : "damage found")}
      </Anchor>
    </dd>
  );
}

function Passphrase({ state: { passphrase, passphrasePlace } }: { state: TargetState }): ReactNode {
  return (
    <>
      <dt>{say("Passphrase")}</dt>
      {passphrase === "missing" ? (
        <dd data-tone="bad">{say("missing")}</dd>
      ) : (
        <dd>
          {passphrase === "kept"
            ? say("kept in {place}", { place: passphrasePlaceWords(passphrasePlace) })
            : say("not looked at yet")}
        </dd>
      )}
    </>
  );
}
