import { Box } from "@mantine/core";
import { Component, type ErrorInfo, type ReactNode } from "react";
import { say } from "../../shared/words/index.ts";
import { ErrorNote } from "../components/index.ts";

interface State {
  readonly error: Error | undefined;
}

/** The last net: a bug in the window shows as a page with details to copy, not as an empty one. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return (
      <Box component="main" p="xl" maw={720}>
        <PageError error={this.state.error} />
      </Box>
    );
  }
}

/** A page that broke, with the way out. */
export function PageError({ error }: { readonly error: unknown }): ReactNode {
  return <ErrorNote error={error} action={{ label: say("Load the window again"), onClick: () => location.reload() }} />;
}
