/** What a host knows of the computer at one moment. What it cannot tell is absent. */
export interface Surroundings {
  readonly onBattery?: boolean;
  /** Somebody works on this computer right now. */
  readonly userActive?: boolean;
}
