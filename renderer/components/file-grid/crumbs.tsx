import { UnstyledButton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { PathText } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { crumbsOf } from "./crumb-paths.ts";
import classes from "./crumbs.module.css";

interface CrumbsProps {
  readonly path: PathText;
  /** What the top is called. */
  readonly top: string;
  readonly onOpen: (path: PathText) => void;
}

/** The way to the open folder; each folder above it is a button. */
export function Crumbs({ path, top, onOpen }: CrumbsProps): ReactNode {
  const crumbs = crumbsOf(path, top);
  return (
    <nav aria-label={say("Folders above")}>
      <ol className={classes.crumbs}>
        {crumbs.map((crumb, index) => (
          <li key={crumb.path}>
            {index > 0 && <IconChevronRight size={14} aria-hidden />}
            <UnstyledButton
              className={classes.crumb}
              onClick={() => onOpen(crumb.path)}
              translate={crumb.path === "/" ? "yes" : "no"}
              {...(index === crumbs.length - 1 ? { "aria-current": "location" as const } : {})}
            >
              {crumb.name}
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </nav>
  );
}
