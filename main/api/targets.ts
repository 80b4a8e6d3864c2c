import type { AnsweringAgent } from "./answering-agent.ts";
import { os } from "./implementer.ts";

export function targetsRouter({ targets }: AnsweringAgent) {
  return os.targets.router({
    list: os.targets.list.handler(({ signal }) => targets.list(undefined, signal)),
    get: os.targets.get.handler(({ input, signal }) => targets.get(input, signal)),
    inspect: os.targets.inspect.handler(({ input, signal }) => targets.inspect(input, signal)),
    tryConnection: os.targets.tryConnection.handler(({ input, signal }) => targets.tryConnection(input, signal)),
    changeAccess: os.targets.changeAccess.handler(({ input, signal }) => targets.changeAccess(input, signal)),
    setOffSite: os.targets.setOffSite.handler(({ input, signal }) => targets.setOffSite(input, signal)),
    create: os.targets.create.handler(({ input, signal }) => targets.create(input, signal)),
    adopt: os.targets.adopt.handler(({ input, signal }) => targets.adopt(input, signal)),
    unlock: os.targets.unlock.handler(({ input, signal }) => targets.unlock(input, signal)),
    rename: os.targets.rename.handler(({ input, signal }) => targets.rename(input, signal)),
    remove: os.targets.remove.handler(({ input, signal }) => targets.remove(input, signal)),
    saveRecoveryKit: os.targets.saveRecoveryKit.handler(({ input, signal }) => targets.saveRecoveryKit(input, signal)),
    check: os.targets.check.handler(({ input, signal }) => targets.check(input, signal)),
    tidy: os.targets.tidy.handler(({ input, signal }) => targets.tidy(input, signal)),
    repair: os.targets.repair.handler(({ input, signal }) => targets.repair(input, signal)),
  });
}
