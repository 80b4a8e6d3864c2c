import type { AnsweringAgent } from "./answering-agent.ts";
import { os } from "./implementer.ts";

export function runsRouter({ runs }: AnsweringAgent) {
  return os.runs.router({
    list: os.runs.list.handler(({ input, signal }) => runs.list(input, signal)),
    get: os.runs.get.handler(({ input, signal }) => runs.get(input, signal)),
    cancel: os.runs.cancel.handler(({ input, signal }) => runs.cancel(input, signal)),
    problems: os.runs.problems.handler(({ input, signal }) => runs.problems(input, signal)),
    log: os.runs.log.handler(({ input, signal }) => runs.log(input, signal)),
  });
}
