import type { Page } from "playwright";

/** Everything of Electron's main process, as its declarations have it. */
export type Electron = typeof import("electron");

/** The desktop app, running. */
export interface Desktop {
  /** Calls a function in the main process. It is sent as text: it may use its parameters and nothing else. */
  evaluate<Argument, Result>(
    call: (electron: Electron, argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  evaluate<Result>(call: (electron: Electron) => Result | Promise<Result>): Promise<Result>;
  /** The page of its window, once there is one. */
  window(): Promise<Page>;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** What it wrote as errors until now. */
  readonly errors: string;
  /** A signal to its main process. */
  signal(signal: NodeJS.Signals): void;
  /** SIGKILL, if it still runs. */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  /** The app's and the agent's own folder; two with the same are two starts of one app. */
  readonly home: string;
  /** What it is started with. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A way to run the desktop app. */
export interface Launcher {
  readonly title: string;
  /** Where an address of the app's own scheme is for the page. */
  pageAddress(url: string): string;
  launch(options: LaunchOptions): Promise<Desktop>;
}
