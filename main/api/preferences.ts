import type { AnsweringAgent } from "./answering-agent.ts";
import { os } from "./implementer.ts";

export function preferencesRouter({ preferences }: AnsweringAgent) {
  return os.preferences.router({
    get: os.preferences.get.handler(({ signal }) => preferences.get(undefined, signal)),
    update: os.preferences.update.handler(({ input, signal }) => preferences.update(input, signal)),
    pause: os.preferences.pause.handler(({ input, signal }) => preferences.pause(input, signal)),
    resume: os.preferences.resume.handler(({ signal }) => preferences.resume(undefined, signal)),
  });
}
