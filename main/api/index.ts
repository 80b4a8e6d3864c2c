export type { AnsweringAgent } from "./answering-agent.ts";
export type { BugLog } from "./failures.ts";
export { createRouter, type Router } from "./router.ts";
