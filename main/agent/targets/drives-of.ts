import { isOnNetwork, systemVolumes } from "../../platform/index.ts";
import { Drives } from "./drives.ts";
import type { Looks } from "./looks.ts";
import type { TargetsOptions } from "./targets-options.ts";

type DrivesOptions = Pick<TargetsOptions, "settings" | "clock" | "log" | "changed" | "closeRepository" | "volumes">;

/** The drives among an agent's targets. */
export function drivesOf(options: DrivesOptions, looks: Looks): Drives {
  const { settings, clock, log, changed, closeRepository, volumes = systemVolumes() } = options;
  return new Drives({
    ...{ volumes, isOnNetwork, now: () => clock.now(), isCheap: process.platform === "linux" },
    look: (target) => looks.look(target),
    change: async (id, facts) => {
      await settings.changeTarget(id, facts);
      changed();
    },
    left: (id) => {
      closeRepository(id).catch((err: unknown) =>
        log.info({ err, targetId: id }, "a drive that left was still in use"),
      );
    },
  });
}
