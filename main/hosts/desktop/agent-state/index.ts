/** What the shell knows of the agent, kept up to date by its event stream. */
export type { AgentState } from "./agent-state.ts";
export { AgentWatcher } from "./agent-watcher.ts";
