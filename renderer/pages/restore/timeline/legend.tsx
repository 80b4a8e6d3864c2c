import { IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { say } from "../../../../shared/words/index.ts";
import classes from "./timeline.module.css";

/** What the marks of the timeline mean, in words. */
export function Legend(): ReactNode {
  return (
    <ul className={classes.legend} aria-label={say("What the marks mean")}>
      <li>
        <span className={classes.sizes} aria-hidden>
          {[0, 1, 2, 3].map((size) => (
            <span key={size} className={classes.dot} data-size={size} />
          ))}
        </span>
        {say("A larger dot: more was added")}
      </li>
      <li>
        <span className={classes.sizes} aria-hidden>
          <span className={classes.dot} data-size={1} data-full />
        </span>
        {say("A ring: full, every file was read again")}
      </li>
      <li>
        <span className={classes.sizes} aria-hidden>
          <IconCheck size={15} className={classes.tick} />
        </span>
        {say("A tick: came back in a test-restore")}
      </li>
    </ul>
  );
}
