import type { AnsweringAgent } from "./answering-agent.ts";
import { os } from "./implementer.ts";

export function proofRouter({ proof }: AnsweringAgent) {
  return os.proof.router({
    list: os.proof.list.handler(({ signal }) => proof.list(undefined, signal)),
    days: os.proof.days.handler(({ input, signal }) => proof.days(input, signal)),
    start: os.proof.start.handler(({ input, signal }) => proof.start(input, signal)),
  });
}
