export { LINK_PATH } from "./request-handler.ts";
export { newSecret } from "./secrets.ts";
export { type AgentServer, startServer } from "./server.ts";
export { WindowMemory } from "./window-memory.ts";
