import { IconCircleCheck, IconDeviceLaptop, IconHourglass } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { PlanState, TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { formatDate } from "../format.ts";
import { sayRich } from "../say-rich.ts";
import { TARGET_ICONS } from "../target-kind.tsx";
import { useNow } from "../use-now.ts";
import classes from "./copies.module.css";
import { type PlaceOfCopy, placesOf } from "./copy-words.ts";

interface CopyPlacesProps {
  readonly state: PlanState;
  readonly targets: readonly TargetState[];
}

/** Where the files are: this computer, and each target with what it has of them. */
export function CopyPlaces({ state, targets }: CopyPlacesProps): ReactNode {
  const now = useNow();
  return (
    <ul className={classes.places} aria-label={say("Where the copies are")}>
      <li>
        <IconDeviceLaptop size={20} stroke={1.5} aria-hidden />
        <span>
          {sayRich("<strong>This computer</strong>: the original", { strong: (name) => <strong>{name}</strong> })}
        </span>
      </li>
      {placesOf(state, targets, now).map((place) => (
        <Place key={place.targetId} place={place} now={now} />
      ))}
    </ul>
  );
}

function Place({ place: { name, target, state, says }, now }: { place: PlaceOfCopy; now: number }): ReactNode {
  const KindIcon = TARGET_ICONS[target?.target.kind ?? "folder"];
  const StateIcon = state === "there" ? IconCircleCheck : IconHourglass;
  const lasts = state === "none" || target === undefined ? undefined : lastsWords(target, now);
  return (
    <li data-state={state}>
      <KindIcon size={20} stroke={1.5} aria-hidden />
      <span>
        {target?.isOffSite === true
          ? sayRich("{place}, in another building: {says}", { place: <strong>{name}</strong>, says })
          : sayRich("{place}: {says}", { place: <strong>{name}</strong>, says })}
        {lasts !== undefined && `; ${lasts}`}
      </span>
      <StateIcon size={18} aria-hidden className={classes.placeState} />
    </li>
  );
}

/** What of a copy cannot be taken away. */
function lastsWords({ removal, protectedUntil }: TargetState, now: number): string | undefined {
  if (removal === "append-only") return say("nothing can be deleted from here");
  if (removal !== "protected" || protectedUntil === undefined || protectedUntil <= now) return undefined;
  return say("can’t be deleted until {date}", { date: formatDate(protectedUntil, now) });
}
