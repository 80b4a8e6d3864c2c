import { type Access, targetType, typeOfLocation } from "../../../../../shared/targets/index.ts";
import { type AgentClient, withAgent } from "../../agent-client/index.ts";
import type { CommandSpec, Context } from "../../command.ts";
import { UsageError } from "../../errors.ts";
import { canAsk } from "../../terminal/prompt.ts";
import { named } from "./naming.ts";
import { type AccessOptions, addAccessOptions, askSecrets, typedAccess } from "./target-connection.ts";

export const targetAccessCommand: CommandSpec<AccessOptions> = {
  about:
    "Changes a password, a key or another value of a target's connection. Values that are not named stay; an empty one is\n" +
    "forgotten. Without any you are asked for the secrets. It is refused unless the repository opens with them.",
  examples: [
    { line: "target access NAS", says: "asks for the new password" },
    {
      line: "target access Cloud --access region=eu-west-1 --access storageClass=",
      says: "change one, forget another",
    },
    { line: "target access Cloud --access-file keys.txt", says: "from a file with lines such as secretAccessKey=…" },
  ],
  declare(command) {
    command.argument("<target>", "its name, or the beginning of it");
    addAccessOptions(command);
  },
  run: (context, [asked = ""], options) =>
    withAgent(context.env, async ({ client }) => {
      const { id, name, location } = await targetOf(client, asked);
      const access = await newValues(context, location, options);
      const state = await client.targets.changeAccess({ targetId: id, access });
      const { output } = context;
      if (output.json) output.data({ message_type: "target", ...state });
      output.remark(output.name(`The repository of “${name}” opens with that.`));
    }),
};

async function newValues(context: Context, location: string, options: AccessOptions): Promise<Access> {
  const typed = await typedAccess(location, options);
  const asked = Object.keys(typed).length === 0 && canAsk() ? await askSecrets(context, location) : typed;
  if (Object.keys(asked).length > 0) return asked;
  const type = typeOfLocation(location) ?? "local";
  const names = targetType(type).fields.map(({ name }) => name);
  throw new UsageError(
    "No value of the connection is given.",
    names.length === 0 ? "A folder has none." : `This place has: ${names.join(", ")}.`,
  );
}

interface OffSiteOptions {
  readonly json?: true;
}

const WORDS: Readonly<Record<string, boolean | undefined>> = { yes: true, no: false, auto: undefined };

export const targetOffSiteCommand: CommandSpec<OffSiteOptions> = {
  about:
    "Says whether a target stands in another building, where no fire or thief gets both it and this computer. “auto” leaves\n" +
    "it to what the kind of place suggests: only rented storage counts by itself.",
  examples: [{ line: "target off-site NAS yes", says: "it is at a friend's" }],
  declare(command) {
    command.argument("<target>", "its name, or the beginning of it");
    command.argument("<yes|no|auto>", "whether it is elsewhere");
  },
  run: ({ env, output }, [asked = "", word = ""]) =>
    withAgent(env, async ({ client }) => {
      if (!(word in WORDS)) throw new UsageError(`“${word}” is neither yes, no nor auto.`);
      const { id } = await targetOf(client, asked);
      const said = WORDS[word];
      const state = await client.targets.setOffSite({
        targetId: id,
        ...(said === undefined ? {} : { isOffSite: said }),
      });
      if (output.json) output.data({ message_type: "target", ...state });
      const where = state.isOffSite ? "counts as a copy in another building" : "counts as a copy in this building";
      output.remark(output.name(`“${state.target.name}” ${where}.`));
    }),
};

async function targetOf(client: AgentClient, asked: string) {
  const all = (await client.targets.list()).map(({ target }) => target);
  return named(all, asked, "target", "target list");
}
