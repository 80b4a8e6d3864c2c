import type { AnsweringAgent } from "./answering-agent.ts";
import { os } from "./implementer.ts";

export function searchRouter({ search }: AnsweringAgent) {
  return os.search.router({
    find: os.search.find.handler(({ input, signal }) => search.find(input, signal)),
    state: os.search.state.handler(({ signal }) => search.state(undefined, signal)),
    rebuild: os.search.rebuild.handler(({ signal }) => search.rebuild(undefined, signal)),
    versions: os.search.versions.handler(({ input, signal }) => search.versions(input, signal)),
    compare: os.search.compare.handler(({ input, signal }) => search.compare(input, signal)),
    look: os.search.look.handler(({ input, signal }) => search.look(input, signal)),
  });
}
