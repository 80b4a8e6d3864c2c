import type { AnsweringAgent } from "./answering-agent.ts";
import { os } from "./implementer.ts";

export function restoresRouter({ restores }: AnsweringAgent) {
  return os.restores.router({
    preview: os.restores.preview.handler(({ input, signal }) => restores.preview(input, signal)),
    start: os.restores.start.handler(({ input }) => restores.start(input)),
  });
}
