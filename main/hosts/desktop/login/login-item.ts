/** Whether the system starts the program with the user's session. */
export interface LoginItem {
  /** As the system has it now: the user may have turned it off there. */
  isOn(): Promise<boolean>;
  turnOn(): Promise<void>;
  turnOff(): Promise<void>;
}
