import { countOf } from "../../../../shared/figures/index.ts";
import { type RepairIndexResult, repairIndex } from "../../../engine/index.ts";
import type { CommandSpec } from "../command.ts";
import type { Output } from "../output.ts";
import { withRepository } from "../session.ts";
import { taskOptions } from "./reading.ts";
import { follow, salvagedData, tellSalvaged } from "./repair-report.ts";

interface Options {
  readonly readAllPacks?: true;
  readonly dryRun?: true;
}

export const repairIndexCommand: CommandSpec<Options> = {
  about:
    "Takes packs out of the index that are not there, lists packs that no index lists, and lists packs anew that are not\n" +
    "as listed. Works without any index, too. Of a pack that does not tell what is in it, all that is whole is saved first.",
  examples: [
    { line: "repair index --dry-run", says: "what is wrong with the index" },
    { line: "repair index --read-all-packs", says: "make it anew from the packs, whatever it says now" },
  ],
  declare(command) {
    command.option("--read-all-packs", "rely on nothing that the index says; reads the end of every pack");
    command.option("-n, --dry-run", "only say what would be done");
  },
  run: (context, _operands, { readAllPacks = false, dryRun = false }) =>
    withRepository(context, async ({ open }) => {
      const { output } = context;
      const result = await follow(output, repairIndex(open, { ...taskOptions(context), readAllPacks, dryRun }));
      if (output.json) tellData(output, result);
      else tellPeople(output, result, dryRun);
    }),
};

function tellPeople(output: Output, result: RepairIndexResult, isDryRun: boolean): void {
  if (!result.isChanged) {
    output.remark("The index is in order.");
    return;
  }
  const { missing, added, reread, unreadable, damagedIndexes, removedIndexes } = result;
  const parts = [
    [damagedIndexes.length, "damaged index file"],
    [missing.length, "missing pack"],
    [added.length, "pack that was not listed", "packs that were not listed"],
    [reread.length, "pack listed anew", "packs listed anew"],
    [unreadable.length, "unreadable pack"],
  ] as const;
  const told = parts.flatMap(([count, one, many]) => (count === 0 ? [] : [countOf(count, one, many)]));
  output.remark(`${isDryRun ? "Would repair" : "Repaired"} the index: ${told.join(", ")}.`);
  tellSalvaged(output, result.salvaged);
  if (!isDryRun) output.detail(`${countOf(removedIndexes, "old index file")} replaced.`);
}

function tellData(output: Output, { salvaged, ...result }: RepairIndexResult): void {
  output.data({
    ...{ message_type: "summary", changed: result.isChanged, damaged_indexes: result.damagedIndexes },
    ...{ missing_packs: result.missing, added_packs: result.added, reread_packs: result.reread },
    ...{ unreadable_packs: result.unreadable, removed_indexes: result.removedIndexes },
    ...salvagedData(salvaged),
  });
}
