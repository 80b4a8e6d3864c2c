import { localTime } from "../../../../shared/figures/index.ts";
import { type KeyInfo, listKeys } from "../../../engine/index.ts";
import type { CommandSpec } from "../command.ts";
import { withRepository } from "../session.ts";
import { table } from "../terminal/table.ts";
import { readingOptions } from "./reading.ts";

const COLUMNS = [{ title: " ID" }, { title: "User" }, { title: "Host" }, { title: "Created" }];

export const keyListCommand: CommandSpec<object> = {
  examples: [{ line: "key list --json", says: "the same for a program" }],
  declare: () => undefined,
  run: (context) =>
    withRepository(context, async ({ open }) => {
      const { output } = context;
      const keys = await listKeys(open, readingOptions(context));
      if (output.json) output.data(keys.map(keyData));
      const rows = keys.map(({ id, username, hostname, created, current }) => {
        const mark = current ? "*" : " ";
        return [`${mark}${id.slice(0, 8)}`, output.name(username), output.name(hostname), localTime(created)];
      });
      for (const line of table(COLUMNS, rows)) output.line(line);
      output.remark("* opened the repository just now");
    }),
};

function keyData({ id, username, hostname, created, current }: KeyInfo): unknown {
  return { current, id, userName: username, hostName: hostname, created: localTime(created) };
}
