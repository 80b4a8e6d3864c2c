import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { say } from "../../shared/words/index.ts";
import type { PageDefinition } from "../navigation/index.ts";
import classes from "./shell.module.css";

/** The places of the window: a rail on the left, a bar at the bottom when the window is narrow. */
export function Navigation({ pages }: { readonly pages: readonly PageDefinition[] }): ReactNode {
  const places = pages
    .filter((page) => page.inNavigation !== undefined)
    .sort((a, b) => (a.inNavigation ?? 0) - (b.inNavigation ?? 0));
  return (
    <nav className={classes.nav} aria-label={say("Places")}>
      <ul>
        {places.map(({ path, title, icon: PlaceIcon }) => (
          <li key={path}>
            <Link to={path} className={classes.place} activeOptions={{ exact: path === "/" }}>
              <PlaceIcon size={20} stroke={1.75} aria-hidden />
              <span>{say(title)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
