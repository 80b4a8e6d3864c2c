import type { AnsweringAgent } from "./answering-agent.ts";
import { os } from "./implementer.ts";

export function diskRouter({ disk }: AnsweringAgent) {
  return os.disk.router({
    places: os.disk.places.handler(({ signal }) => disk.places(undefined, signal)),
    list: os.disk.list.handler(({ input, signal }) => disk.list(input, signal)),
    measure: os.disk.measure.handler(({ input, signal }) => disk.measure(input, signal)),
    create: os.disk.create.handler(({ input, signal }) => disk.create(input, signal)),
  });
}
