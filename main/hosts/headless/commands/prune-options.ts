import type { Command } from "commander";
import type { MaxUnused, PruneOptions } from "../../../engine/index.ts";
import { UsageError } from "../errors.ts";
import { parseDuration, parseSize } from "../values.ts";

/** restic's options of what is given back, and ours. */
export interface PruneFlags {
  readonly maxUnused?: string;
  readonly maxRepackSize?: string;
  readonly repackCacheableOnly?: true;
  readonly repackSmall?: true;
  readonly repackSmallerThan?: string;
  readonly repackUncompressed?: true;
  readonly deleteFirst?: true;
  readonly maxTime?: string;
}

export function addPruneOptions(command: Command): void {
  command.option(
    "--max-unused <limit>",
    "what may stay unused: a share such as 5% (so without), a size such as 2G, or “unlimited”",
  );
  command.option("--max-repack-size <size>", "write no more than this much anew, such as 10G");
  command.option("--max-time <duration>", "begin nothing more after this long, such as 30m; the next prune goes on");
  command.option("--delete-first", "for a full disk: first remove what needs no writing, then write in small steps");
  command.option("--repack-cacheable-only", "write only packs with lists of folders anew");
  command.option("--repack-small", "join packs below 80 % of the usual size");
  command.option("--repack-smaller-than <size>", "join packs below this size, such as 4M");
  command.option("--repack-uncompressed", "compress what is stored uncompressed");
}

export function pruneOptions(flags: PruneFlags): PruneOptions {
  const { maxUnused, maxRepackSize, maxTime, repackSmallerThan } = flags;
  return {
    ...(maxUnused === undefined ? {} : { maxUnused: parseMaxUnused(maxUnused) }),
    ...(maxRepackSize === undefined ? {} : { maxRepackBytes: parseSize(maxRepackSize) }),
    ...(maxTime === undefined ? {} : { maxSeconds: parseDuration(maxTime) / 1000 }),
    ...(repackSmallerThan === undefined ? {} : { repackSmallerThan: parseSize(repackSmallerThan) }),
    repackCacheableOnly: flags.repackCacheableOnly === true,
    repackSmall: flags.repackSmall === true,
    repackUncompressed: flags.repackUncompressed === true,
    deleteFirst: flags.deleteFirst === true,
  };
}

/** `5%`, `2G`, `unlimited`, as restic takes them. */
function parseMaxUnused(text: string): MaxUnused {
  if (text === "unlimited") return text;
  const [, percent] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
  if (percent === undefined) return { bytes: parseSize(text) };
  if (Number(percent) >= 100) throw new UsageError("--max-unused must be below 100 %.");
  return { percent: Number(percent) };
}
