import { Group, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Run } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { useActiveRuns } from "../client/index.ts";
import { formatPercent, runTitle } from "../components/index.ts";
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
          {runs.length === 1
            ? inShort(first)
            : say("{run} and {count, number} more", { run: inShort(first), count: runs.length - 1 })}
        </Text>
      </Group>
    </Link>
  );
}

function inShort(run: Run): string {
  if (run.state === "queued") return say("{run}: waiting", { run: runTitle(run) });
  const { progress } = run;
  if (progress?.total === undefined || !progress.total.isFinal || progress.total.bytes === 0) return runTitle(run);
  return `${runTitle(run)}: ${formatPercent(progress.bytesDone / progress.total.bytes)}`;
}
