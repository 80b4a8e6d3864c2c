/** What a host knows of the computer at one moment. What it cannot tell is absent. */
export interface Surroundings {
  readonly onBattery?: boolean;
  /** How full the battery is, of several the emptiest; absent without one. */
  readonly batteryPercent?: number;
  /** The connection to the world is paid by volume. */
  readonly metered?: boolean;
  /** Names of the wireless networks that are joined; none on a cable. */
  readonly networks?: readonly string[];
  /** Somebody works on this computer right now. */
  readonly userActive?: boolean;
  /** For how long nobody has. */
  readonly idleSeconds?: number;
}
