import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { countOf } from "../../../../shared/figures/index.ts";
import { repairPacks } from "../../../engine/index.ts";
import type { CommandSpec } from "../command.ts";
import { FileUnusable } from "../errors.ts";
import { withRepository } from "../session.ts";
import { taskOptions } from "./reading.ts";
import { follow, salvagedData, tellSalvaged } from "./repair-report.ts";

interface Options {
  readonly copiesTo?: string;
}

export const repairPacksCommand: CommandSpec<Options> = {
  about:
    "Stores what is whole in them anew and removes them. A copy of each as it is now is written into the present folder\n" +
    "first, as “pack-ID”. What was lost with them is missing then: “repair snapshots” is next.",
  examples: [
    { line: "repair packs 3fa9c1d2 --copies-to /tmp", says: "a pack that “check --read-data” called damaged" },
  ],
  declare(command) {
    command.argument("<pack...>", "ids of damaged packs, or their first digits");
    command.option("--copies-to <folder>", "where to keep the copies of the damaged packs");
  },
  run: (context, packs, { copiesTo = "." }) =>
    withRepository(context, async ({ open }) => {
      const { output } = context;
      const setAside = (pack: string, bytes: Uint8Array): Promise<void> => keep(join(copiesTo, `pack-${pack}`), bytes);
      const result = await follow(output, repairPacks(open, { ...taskOptions(context), packs, setAside }));
      const { removed, missing, salvaged } = result;
      if (output.json) {
        const data = { message_type: "summary", removed_packs: removed, missing_packs: missing };
        output.data({ ...data, ...salvagedData(salvaged) });
      }
      output.remark(`${countOf(removed.length, "pack")} removed.`);
      tellSalvaged(output, salvaged);
    }),
};

/** Never over a file that is there: it may be the same pack as it was before more was lost of it. */
async function keep(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes, { flag: "wx", mode: 0o600 });
  } catch (error) {
    throw new FileUnusable(path, "written", error);
  }
}
