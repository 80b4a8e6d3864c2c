import { Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { bytes } from "../../../shared/figures/index.ts";
import type { SpaceForecast } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { fillWords, useNow } from "../../components/index.ts";
import classes from "./targets.module.css";

/** When a target is going to be full; nothing as long as nothing can be said. */
export function SpaceOutlook({ forecast }: { forecast: SpaceForecast }): ReactNode {
  const words = fillWords(forecast, useNow());
  if (words === undefined) return null;
  const { bytesPerDay, state } = forecast;
  const isFilling = bytesPerDay !== undefined && forecast.fullAt !== undefined && state !== "stopped";
  const outlook = words.slice(0, 1).toUpperCase() + words.slice(1);
  return (
    <Text size="sm" className={classes.outlook} data-state={state}>
      {state !== "fine" && <IconAlertTriangle size={16} aria-hidden />}
      <span>
        {isFilling
          ? say("{outlook}, as {size} a day are added.", { outlook, size: bytes(bytesPerDay) })
          : say("{outlook}.", { outlook })}
      </span>
    </Text>
  );
}
