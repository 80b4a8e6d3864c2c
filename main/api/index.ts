export type { AnsweringAgent } from "./answering-agent.ts";
export { createRouter, type Router } from "./router.ts";
