import type { AnsweringAgent } from "./answering-agent.ts";
import { os } from "./implementer.ts";

export function agentRouter(agent: AnsweringAgent) {
  return os.agent.router({
    status: os.agent.status.handler(() => agent.status()),
    watch: os.agent.watch.handler(({ signal }) => agent.watch(signal)),
    dismissNotice: os.agent.dismissNotice.handler(({ input }) => agent.dismissNotice(input)),
    lookAgain: os.agent.lookAgain.handler(({ input }) => agent.lookAgain(input)),
    // The answer must be on its way before the agent closes what carries it.
    stop: os.agent.stop.handler(() => {
      setImmediate(() => agent.stop());
    }),
  });
}
