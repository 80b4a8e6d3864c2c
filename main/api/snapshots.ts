import type { AnsweringAgent } from "./answering-agent.ts";
import { os } from "./implementer.ts";

export function snapshotsRouter({ snapshots }: AnsweringAgent) {
  return os.snapshots.router({
    list: os.snapshots.list.handler(({ input, signal }) => snapshots.list(input, signal)),
    refresh: os.snapshots.refresh.handler(({ input, signal }) => snapshots.refresh(input, signal)),
    entries: os.snapshots.entries.handler(({ input, signal }) => snapshots.entries(input, signal)),
  });
}
