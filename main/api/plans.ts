import type { AnsweringAgent } from "./answering-agent.ts";
import { os } from "./implementer.ts";

export function plansRouter({ plans }: AnsweringAgent) {
  return os.plans.router({
    list: os.plans.list.handler(({ signal }) => plans.list(undefined, signal)),
    get: os.plans.get.handler(({ input, signal }) => plans.get(input, signal)),
    create: os.plans.create.handler(({ input, signal }) => plans.create(input, signal)),
    update: os.plans.update.handler(({ input, signal }) => plans.update(input, signal)),
    remove: os.plans.remove.handler(({ input, signal }) => plans.remove(input, signal)),
    start: os.plans.start.handler(({ input, signal }) => plans.start(input, signal)),
    previewKeep: os.plans.previewKeep.handler(({ input, signal }) => plans.previewKeep(input, signal)),
    tidy: os.plans.tidy.handler(({ input, signal }) => plans.tidy(input, signal)),
    acceptMassChange: os.plans.acceptMassChange.handler(({ input, signal }) => plans.acceptMassChange(input, signal)),
    forecast: os.plans.forecast.handler(({ input, signal }) => plans.forecast(input, signal)),
  });
}
