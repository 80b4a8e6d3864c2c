import { Radio, Text } from "@mantine/core";
import { IconDeviceUsb, IconFolder, IconServer } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { bytes } from "../../../shared/figures/index.ts";
import { showPath } from "../../components/index.ts";
import classes from "./setup.module.css";
import type { Choice } from "./where-choices.ts";

const ICONS = { target: IconServer, drive: IconDeviceUsb, folder: IconFolder } as const;

/** A place to choose, with the room that is left there. */
export function WhereCard({ choice, value }: { choice: Choice; value: string }): ReactNode {
  const { name, location, kind, space, target } = choice;
  const PlaceIcon = ICONS[kind];
  return (
    <Radio.Card value={value} className={classes.card} radius="md">
      <Radio.Indicator size="sm" />
      <PlaceIcon size={22} stroke={1.5} aria-hidden className={classes.cardIcon} />
      <span className={classes.cardWords}>
        <Text span fw={600} truncate>
          {name}
        </Text>
        <Text span size="sm" c="dimmed" truncate title={showPath(location)}>
          {showPath(location)}
        </Text>
      </span>
      <Text span size="sm" c="dimmed" className={classes.cardAside}>
        {target?.presence === "away" ? "not connected" : space === undefined ? "" : `${bytes(space.freeBytes)} free`}
      </Text>
    </Radio.Card>
  );
}
