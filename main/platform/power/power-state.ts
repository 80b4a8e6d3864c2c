/** How the computer is powered. What cannot be told is absent. */
export interface Power {
  readonly onBattery?: boolean;
  /** How full the computer's batteries are, taken together; absent without one. */
  readonly batteryPercent?: number;
}
