const SCHEME = "holdfast:";

/** As the agent makes ids. */
const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Places without an id, by the first word of a link. */
const PLACES: Readonly<Record<string, string>> = {
  overview: "/",
  plans: "/plans",
  activity: "/activity",
  restore: "/restore",
  proof: "/proof",
  targets: "/targets",
  settings: "/settings",
};

/** Places of one thing. */
const THINGS: Readonly<Record<string, string>> = { plan: "/plans/", run: "/activity/" };

/**
 * The window's place that a link such as `holdfast://plan/ID` means. Any program and any web page can open one, so what is
 * not exactly on the list means nothing, and a link only ever shows something.
 *
 * @returns undefined if it means none
 */
export function placeOf(link: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const { protocol, host, pathname, search, hash, username, port } = new URL(link);
  if (protocol !== SCHEME || search + hash + username + port !== "") return undefined;
  const id = pathname.replace(/^\//, "");
  if (id === "") return own(PLACES, host);
  const thing = own(THINGS, host);
  return thing !== undefined && ID.test(id) ? thing + id : undefined;
}

/** The first link among the arguments that the program was started with. */
export function linkAmong(args: readonly string[]): string | undefined {
  return args.find((arg) => arg.startsWith(`${SCHEME}//`));
}

function own(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
