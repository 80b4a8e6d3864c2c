import type { Context } from "../command.ts";
import { openInBrowser } from "./browser.ts";
import { whereToOpen } from "./where-to-open.ts";
import { servingLine } from "./words.ts";

interface Wish {
  /** False with --no-open. */
  readonly isWanted: boolean;
  /** The agent was started by this command. */
  readonly isNew: boolean;
}

/** Opens the window in the browser where there is one, and says where it is. @param newLink a link that works once */
export async function showWindow(
  { output, env }: Context,
  newLink: () => string | Promise<string>,
  { isWanted, isNew }: Wish,
): Promise<void> {
  const opening = whereToOpen(env, process.platform, isWanted);
  const isOpened = opening.opens && (await openInBrowser(await newLink()));
  const shown = opening.opens && !isOpened ? { opens: false as const, because: "no browser was found" } : opening;
  const url = await newLink();
  if (output.json) output.data({ message_type: "serving", url, opened: isOpened, new: isNew });
  output.line(servingLine(url, shown, env, isNew));
}
