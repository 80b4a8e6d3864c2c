import { IconCircleCheck, IconCircleDashed } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ScorePoint } from "../../../shared/health/index.ts";
import classes from "./copies.module.css";

/** What makes copies survive, point by point: a tick and a word, or what is lacking. */
export function ScorePoints({ points }: { points: readonly ScorePoint[] }): ReactNode {
  return (
    <ul className={classes.points} aria-label="How well the copies are spread">
      {points.map(({ code, isMet, says }) => (
        <li key={code} data-met={isMet}>
          {isMet ? (
            <IconCircleCheck size={18} role="img" aria-label="Good" />
          ) : (
            <IconCircleDashed size={18} role="img" aria-label="Lacking" />
          )}
          <span>{says}</span>
        </li>
      ))}
    </ul>
  );
}
