import type { CommandSpec } from "../command.ts";
import { VERSION } from "../version.ts";

export const versionCommand: CommandSpec<object> = {
  examples: [{ line: "version --json", says: "the same for a program" }],
  declare: () => undefined,
  async run({ output }) {
    const system = `${process.platform}/${process.arch}`;
    output.line(`holdfast ${VERSION} on Node ${process.versions.node}, ${system}`);
    if (!output.json) return;
    const { platform, arch } = process;
    output.data({ message_type: "version", version: VERSION, node_version: process.versions.node, os: platform, arch });
  },
};
