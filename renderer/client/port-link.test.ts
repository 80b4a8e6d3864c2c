import { createORPCClient } from "@orpc/client";
import { os } from "@orpc/server";
import { RPCHandler } from "@orpc/server/message-port";
import { describe, expect, it } from "vitest";
import { PortLink } from "./port-link.ts";

interface Calls {
  echo(input: string): Promise<string>;
  never(input?: undefined, options?: { signal: AbortSignal }): Promise<never>;
  ticks(): Promise<AsyncIterable<number>>;
}

/** Agents, one a life, that answer over real ports; `connect` is what a page asks. */
function agents() {
  const ports: MessagePort[] = [];
  const router = {
    echo: os.handler(({ input }) => input),
    never: os.handler(() => new Promise<never>(() => undefined)),
    ticks: os.handler(async function* () {
      yield 1;
      await new Promise(() => undefined);
    }),
  };
  const handler = new RPCHandler(router);
  const connect = async (): Promise<MessagePort> => {
    const { port1, port2 } = new MessageChannel();
    handler.upgrade(port1);
    port1.start();
    ports.push(port1);
    return port2;
  };
  return { ports, connect, dies: () => ports.at(-1)?.close() };
}

const over = (connect: () => Promise<MessagePort>, patienceMs?: number): Calls =>
  // What the router above has.
  createORPCClient(new PortLink(connect, patienceMs)) as unknown as Calls;

describe("calls over a port", () => {
  it("are answered, all over one port", async () => {
    const { connect, ports } = agents();
    const calls = over(connect);
    expect(await Promise.all([calls.echo("a"), calls.echo("b")])).toEqual(["a", "b"]);
    expect(ports).toHaveLength(1);
  });

  it("fail as an agent that does not answer when it dies, and the next gets a new port", async () => {
    const { connect, dies, ports } = agents();
    const calls = over(connect);
    await calls.echo("there");
    const open = calls.never();
    dies();
    await expect(open).rejects.toMatchObject({ code: "client/agent-unreachable", retry: "later" });
    expect(await calls.echo("again")).toBe("again");
    expect(ports).toHaveLength(2);
  });

  it("break off a stream when the agent dies", async () => {
    const { connect, dies } = agents();
    const seen: number[] = [];
    const reading = (async () => {
      for await (const tick of await over(connect).ticks()) {
        seen.push(tick);
        dies();
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: "client/agent-unreachable" });
    expect(seen).toEqual([1]);
  });

  it("wait for an agent that is about to begin, and not for ever", async () => {
    const { connect } = agents();
    const begun = Promise.withResolvers<void>();
    const calls = over(async () => begun.promise.then(connect), 50);
    await expect(calls.echo("early")).rejects.toMatchObject({ code: "client/agent-unreachable" });
    const later = calls.echo("later");
    begun.resolve();
    expect(await later).toBe("later");
  });

  it("are cancelled by who made them, also while there is no agent", async () => {
    const { connect } = agents();
    const stop = new AbortController();
    const [open, waiting] = [over(connect), over(() => new Promise(() => undefined))];
    const calls = [open, waiting].map((each) => each.never(undefined, { signal: stop.signal }));
    stop.abort(new DOMException("enough", "AbortError"));
    for (const call of calls) await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });
});
