import { Group, Stack, Title } from "@mantine/core";
import { useMatch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import classes from "./page-frame.module.css";

interface PageFrameProps {
  /** The page's heading and the window's title. */
  readonly title: string;
  /** Above the heading: where this page belongs, such as a link back to a list. */
  readonly above?: ReactNode;
  /** Beside the heading: the page's main action. */
  readonly actions?: ReactNode;
  /** What the heading says, when it is more than the window's title. */
  readonly heading?: ReactNode;
  /** For lists of files: uses all of the window's width. */
  readonly isWide?: boolean;
  /** What the page stays while its address changes: the heading gets the focus only when this is another one. */
  readonly place?: string;
  readonly children: ReactNode;
}

/** Where the heading was focused last; the first page of a window is left alone. */
let lastPath: string | undefined;

/** What every page stands in: title, heading, width. On navigation the heading gets the focus, so that it is read out. */
export function PageFrame(props: PageFrameProps): ReactNode {
  const { title, above, actions, isWide = false, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  // The address of this page, not of the window: that one is the next page's already while its code is fetched.
  const pathname = useMatch({ strict: false, select: (match) => match.pathname });
  const place = props.place ?? pathname;
  useEffect(() => {
    if (lastPath !== undefined && lastPath !== place) heading.current?.focus({ preventScroll: true });
    lastPath = place;
  }, [place]);
  return (
    <Stack gap="lg" className={classes.page} data-wide={isWide || undefined}>
      <title>{`${title} · Holdfast`}</title>
      <header>
        {above}
        <Group justify="space-between" align="center" gap="sm">
          <Title order={1} size="h2" ref={heading} tabIndex={-1} className={classes.heading}>
            {props.heading ?? title}
          </Title>
          {actions !== undefined && <Group gap="xs">{actions}</Group>}
        </Group>
      </header>
      {children}
    </Stack>
  );
}
