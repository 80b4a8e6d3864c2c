import { ASK_FOR_PORT, HERE_IS_PORT } from "../../shared/window-port/index.ts";

/** Asks the desktop for a port to the agent, through the preload script. It comes once there is an agent. */
export function askForPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const take = ({ source, data, ports: [port] }: MessageEvent): void => {
      if (source !== window || data !== HERE_IS_PORT || port === undefined) return;
      removeEventListener("message", take);
      resolve(port);
    };
    addEventListener("message", take);
    postMessage(ASK_FOR_PORT, location.origin);
  });
}
