import { Link, Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { say } from "../../shared/words/index.ts";
import { useLive } from "../client/index.ts";
import { type PageDefinition, paths } from "../navigation/index.ts";
import { SearchBox } from "../search/index.ts";
import { ActivityHint } from "./activity-hint.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { Navigation } from "./navigation.tsx";
import classes from "./shell.module.css";
import { SignedOutPage } from "./signed-out.tsx";

/** What is around every page. */
export function Shell({ pages }: { readonly pages: readonly PageDefinition[] }): ReactNode {
  const { line } = useLive();
  if (line.state === "signed-out") return <SignedOutPage />;
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {say("Skip to the content")}
      </a>
      <header className={classes.header}>
        <Link to={paths.overview} className={classes.brand}>
          <img src="/icon.svg" alt="" width={26} height={26} />
          <span translate="no">Holdfast</span>
        </Link>
        <SearchBox pages={pages} />
        <ActivityHint />
      </header>
      <Navigation pages={pages} />
      <div className={classes.body}>
        <ConnectionBanner />
        <main id="content" tabIndex={-1} className={classes.content}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}
