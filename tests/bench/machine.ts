import { spawnSync } from "node:child_process";
import { availableParallelism, cpus, release, totalmem, type } from "node:os";
import type { Environment } from "./results.ts";
import type { Tool } from "./tools/index.ts";

/** @param folder on the disk that is measured */
export function environmentOf(folder: string, tools: readonly Tool[]): Environment {
  const disk = spawnSync("stat", ["--file-system", "--format", "%T", folder], { encoding: "utf8" }).stdout.trim();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const processor = `${availableParallelism()} cores of ${cpus()[0]?.model.trim() ?? "an unknown processor"}`;
  return {
    machine: `${processor}, ${memory} of memory, ${disk}, ${type()} ${release()}, Node ${process.versions.node}`,
    tools: Object.fromEntries(tools.map((tool) => [tool.name, tool.title])),
  };
}
