import type { RandomNumbers } from "./random.ts";

interface Kept<Item> {
  readonly item: Item;
  readonly bytes: number;
  readonly key: number;
}

/**
 * Chooses from a stream of items of which nobody knows how many come, each as likely as its weight says, as many as a number
 * of bytes allows. It holds about as many items as it chooses.
 *
 * @see Efraimidis and Spirakis, “Weighted random sampling with a reservoir”, 2006: the greatest of random^(1/weight)
 */
export class Reservoir<Item> {
  readonly #mostBytes: number;
  readonly #random: RandomNumbers;
  /** Sorted now and then only; the least key comes last then. */
  #kept: Kept<Item>[] = [];
  #bytes = 0;
  #leastKey = Number.NEGATIVE_INFINITY;

  constructor(mostBytes: number, random: RandomNumbers) {
    this.#mostBytes = mostBytes;
    this.#random = random;
  }

  /** @param weight above 0 */
  offer(item: Item, bytes: number, weight: number): void {
    // The logarithm orders alike, and does not round to 1 for large weights.
    const key = Math.log(this.#random()) / weight;
    if (bytes > this.#mostBytes || key < this.#leastKey) return;
    this.#kept.push({ item, bytes, key });
    this.#bytes += bytes;
    if (this.#bytes > 2 * this.#mostBytes) this.#settle();
  }

  /** What was chosen, in no order. */
  chosen(): Item[] {
    this.#settle();
    return this.#kept.map(({ item }) => item);
  }

  #settle(): void {
    if (this.#bytes <= this.#mostBytes) return;
    this.#kept.sort((a, b) => b.key - a.key);
    let bytes = 0;
    const end = this.#kept.findIndex((each) => {
      bytes += each.bytes;
      return bytes > this.#mostBytes;
    });
    // What comes after the first that is too much is passed over as a whole: small ones would come first otherwise.
    this.#leastKey = this.#kept[end]?.key ?? this.#leastKey;
    this.#kept = this.#kept.slice(0, end);
    this.#bytes = this.#kept.reduce((sum, each) => sum + each.bytes, 0);
  }
}
