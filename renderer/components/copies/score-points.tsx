import { IconCircleCheck, IconCircleDashed } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ScorePoint } from "../../../shared/health/index.ts";
import { say } from "../../../shared/words/index.ts";
import classes from "./copies.module.css";

/** What makes copies survive, point by point: a tick and a word, or what is lacking. */
export function ScorePoints({ points }: { points: readonly ScorePoint[] }): ReactNode {
  return (
    <ul className={classes.points} aria-label={say("How well the copies are spread")}>
      {points.map(({ code, isMet, says }) => (
        <li key={code} data-met={isMet}>
          {isMet ? (
            <IconCircleCheck size={18} role="img" aria-label={say("Good")} />
          ) : (
            <IconCircleDashed size={18} role="img" aria-label={say("Lacking")} />
          )}
          <span>{says}</span>
        </li>
      ))}
    </ul>
  );
}
