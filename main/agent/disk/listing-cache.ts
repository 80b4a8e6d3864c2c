import type { PathText } from "../../../shared/model/index.ts";
import { type ListedEntry, type ListingChoice, readListing } from "./listing.ts";

type Listing = readonly ListedEntry[];

/** For how long the pages of a folder come from one look at it. */
const KEPT_MS = 30_000;
const MOST_KEPT = 4;

interface Kept {
  readonly listing: Promise<Listing>;
  readonly until: number;
}

/** Listings for a short while: whoever turns pages reads one and the same listing, which is not read and sorted again. */
export class ListingCache {
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();
  #timer: NodeJS.Timeout | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @param isFirstPage the folder is looked at anew */
  async listing(path: PathText, choice: ListingChoice, isFirstPage: boolean): Promise<Listing> {
    const key = JSON.stringify([path, choice.onlyFolders, choice.showHidden]);
    const kept = this.#kept.get(key);
    if (!isFirstPage && kept !== undefined && kept.until > this.#now()) return kept.listing;
    const listing = readListing(path, choice);
    this.#keep(key, listing);
    try {
      return await listing;
    } catch (error) {
      if (this.#kept.get(key)?.listing === listing) this.#kept.delete(key);
      throw error;
    }
  }

  #keep(key: string, listing: Promise<Listing>): void {
    this.#kept.delete(key); // so that it is the newest
    this.#kept.set(key, { listing, until: this.#now() + KEPT_MS });
    for (const oldest of [...this.#kept.keys()].slice(0, -MOST_KEPT)) this.#kept.delete(oldest);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#kept.clear(), KEPT_MS).unref(); // a large one is much memory
  }
}
