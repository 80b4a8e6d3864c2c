import { Radio } from "@mantine/core";
import type { ReactNode } from "react";
import { bytes } from "../../shared/figures/index.ts";
import { say } from "../../shared/words/index.ts";
import { showPath, TARGET_ICONS } from "../components/index.ts";
import { CardBody, cardClass } from "./card-body.tsx";
import type { Choice } from "./where-choices.ts";

/** A place to choose, with the room that is left there. */
export function WhereCard({ choice, value }: { choice: Choice; value: string }): ReactNode {
  const { name, location, kind, space, target } = choice;
  const path = showPath(location);
  return (
    <Radio.Card value={value} className={cardClass} radius="md">
      <Radio.Indicator size="sm" />
      <CardBody
        icon={TARGET_ICONS[kind === "target" ? (target?.target.kind ?? "folder") : kind]}
        name={name}
        says={path}
        title={path}
        aside={
          target?.presence === "away"
            ? say("not connected")
            : space === undefined
              ? ""
              : say("{size} free", { size: bytes(space.freeBytes) })
        }
      />
    </Radio.Card>
  );
}
