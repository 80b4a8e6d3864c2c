import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { queryClient } from "../client/index.ts";
import { styleNonce } from "../components/index.ts";
import { pages } from "../pages/index.ts";
import { colourSchemeManager } from "./colour-scheme.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { InLanguage } from "./in-language.tsx";
import { routerOf } from "./router.tsx";
import { cssVariables, theme } from "./theme.ts";

const router = routerOf(pages);

/** The window. */
export function App(): ReactNode {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colourSchemeManager}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <InLanguage>
            <RouterProvider router={router} />
          </InLanguage>
        </QueryClientProvider>
      </ErrorBoundary>
    </MantineProvider>
  );
}
