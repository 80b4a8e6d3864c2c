/** Letters typed within this time of each other are one word. */
const PAUSE_MS = 900;

/** What was typed to find a name, and when. */
export interface Typed {
  readonly text: string;
  readonly at: number;
}

/** Takes one more key: it goes on with the word, or after a pause begins a new one. */
export function typed(before: Typed, key: string, now: number): Typed {
  return { text: isGoingOn(before, now) ? before.text + key : key, at: now };
}

function isGoingOn({ text, at }: Typed, now: number): boolean {
  return text !== "" && now - at < PAUSE_MS;
}

/** Whether a space belongs to the word, because the name found so far goes on with one; else it is a command. */
export function isSpaceTyped(before: Typed, name: string, now: number): boolean {
  return isGoingOn(before, now) && name.toLocaleLowerCase().startsWith(`${before.text} `.toLocaleLowerCase());
}

/** Where the search begins: one letter goes on to the next such name, more letters stay at a name that still fits. */
export function searchFrom(active: number, text: string): number {
  return text.length === 1 ? active + 1 : active;
}

/** A page of a list that is read in pages. */
export interface NamesPage {
  readonly entries: readonly { readonly name: string }[];
}

interface PagedList {
  readonly from: number;
  readonly total: number;
  readonly pageSize: number;
}

/**
 * The first entry from `from` on, and around the end, whose name begins with the text, whatever its case. Pages that are
 * not there yet are read on the way.
 *
 * @param pageAt reads a page by its number; each has `pageSize` entries but the last
 */
export function findByPrefix(
  prefix: string,
  list: PagedList,
  pageAt: (page: number) => Promise<NamesPage>,
): Promise<number | undefined> {
  const wanted = prefix.toLocaleLowerCase();
  return findWhere((name) => name.toLocaleLowerCase().startsWith(wanted), list, pageAt);
}

/** The entry of this very name, if it is in the list. */
export function findName(
  name: string,
  list: PagedList,
  pageAt: (page: number) => Promise<NamesPage>,
): Promise<number | undefined> {
  return findWhere((other) => other === name, list, pageAt);
}

async function findWhere(
  fits: (name: string) => boolean,
  { from, total, pageSize }: PagedList,
  pageAt: (page: number) => Promise<NamesPage>,
): Promise<number | undefined> {
  const pages = Math.ceil(total / pageSize);
  const start = from < total ? from : 0;
  const firstPage = Math.floor(start / pageSize);
  for (let step = 0; step <= pages; step++) {
    const page = (firstPage + step) % pages;
    const { entries } = await pageAt(page);
    const skip = step === 0 ? start - page * pageSize : 0;
    const found = entries.findIndex((entry, at) => at >= skip && fits(entry.name));
    if (found >= 0) return page * pageSize + found;
  }
  return undefined;
}
