import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { tempFolder } from "../support/temp-folder.ts";
import { Workspace } from "./workspace.ts";

it.runIf(process.platform === "linux")(
  "removes its folders and those of runs that were killed, but not those of others",
  () => {
    const data = tempFolder();
    const { pid } = spawnSync("true"); // has ended
    for (const name of [`run-${pid}`, `run-${process.ppid}`, "small"]) mkdirSync(join(data, name));
    const workspace = new Workspace(data);
    const folder = workspace.folder();
    expect(workspace.folder()).not.toBe(folder);
    writeFileSync(join(folder, "file"), "");
    expect(existsSync(join(data, `run-${pid}`))).toBe(false);
    workspace.close();
    expect(readdirSync(data).sort()).toEqual([`run-${process.ppid}`, "small"].sort());
  },
);
