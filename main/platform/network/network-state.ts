/** How the computer is connected. What cannot be told is absent. */
export interface Network {
  /** The connection to the world is paid by volume. */
  readonly metered?: boolean;
  /** Names of the wireless networks that are joined; none on a cable. */
  readonly networks?: readonly string[];
}
