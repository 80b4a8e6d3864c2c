import { Anchor, Text } from "@mantine/core";
import {
  type AnyRouter,
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  lazyRouteComponent,
} from "@tanstack/react-router";
import type { ReactNode } from "react";
import { say } from "../../shared/words/index.ts";
import { Loading, PageFrame, sayRich } from "../components/index.ts";
import { NoSuchPage, type PageDefinition, paths } from "../navigation/index.ts";
import { PageError } from "./error-boundary.tsx";
import { Shell } from "./shell.tsx";

/** A router of these pages. Each page's code is fetched when it is first near: on hover or focus of a link to it. */
export function routerOf(pages: readonly PageDefinition[]): AnyRouter {
  const root = createRootRoute({ component: () => <Shell pages={pages} />, notFoundComponent: NotFoundPage });
  const routes = pages.map(({ path, load }) =>
    createRoute({
      getParentRoute: () => root,
      path,
      component: lazyRouteComponent(async () => ({ default: await load() })),
    }),
  );
  return createRouter({
    routeTree: root.addChildren(routes),
    defaultPreload: "intent",
    scrollRestoration: true,
    defaultPendingComponent: () => <Loading what={say("Opening the page…")} />,
    defaultErrorComponent: ({ error }) =>
      error instanceof NoSuchPage ? <NotFoundPage /> : <PageError error={error} />,
    defaultNotFoundComponent: NotFoundPage,
  });
}

function NotFoundPage(): ReactNode {
  return (
    <PageFrame title={say("There is no such page")}>
      <Text>
        {sayRich("What this address led to may be gone. Go to the <link>overview</link>.", {
          link: (inner) => (
            <Anchor component={Link} to={paths.overview}>
              {inner}
            </Anchor>
          ),
        })}
      </Text>
    </PageFrame>
  );
}
