import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Run } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { paths } from "../../navigation/index.ts";

/** After a check that found damage: where it can be repaired. */
export function AfterCheck({ run: { figures, targetId } }: { run: Run }): ReactNode {
  if (figures?.kind !== "check" || figures.errors === 0 || targetId === undefined) return null;
  return (
    <Group>
      <Button component={Link} to={paths.targets} hash={targetId} variant="light">
        {say("Go to the target to repair it")}
      </Button>
    </Group>
  );
}
