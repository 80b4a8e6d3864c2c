import { Group, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Run } from "../../shared/model/index.ts";
import { useActiveRuns } from "../client/index.ts";
import { formatPercent } from "../components/index.ts";
import { paths } from "../navigation/index.ts";
import classes from "./shell.module.css";

/** In the header: what goes on now, from every page one click away. */
export function ActivityHint(): ReactNode {
  const runs = useActiveRuns();
  const [first] = runs;
  if (first === undefined) return null;
  return (
    <Link to={runs.length === 1 ? paths.run(first.id) : paths.activity} className={classes.hint}>
      <Group gap={6} wrap="nowrap">
        <IconRefresh size={16} aria-hidden />
        <Text size="sm" truncate>
          {inShort(first)}
          {runs.length > 1 && ` and ${runs.length - 1} more`}
        </Text>
      </Group>
    </Link>
  );
}

function inShort(run: Run): string {
  if (run.state === "queued") return `${run.title}: waiting`;
  const { progress } = run;
  if (progress?.total === undefined || !progress.total.isFinal || progress.total.bytes === 0) return run.title;
  return `${run.title}: ${formatPercent(progress.bytesDone / progress.total.bytes)}`;
}
