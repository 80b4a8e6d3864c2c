import { randomUUID } from "node:crypto";
import { createRouterClient, ORPCError } from "@orpc/server";
import { describe, expect, it } from "vitest";
import { DEFAULT_CHOICES, type PlanChoices, PlanId, RunId, TargetId } from "../../shared/model/index.ts";
import { createRouter } from "./index.ts";
import { MemoryAgent } from "./memory-agent.fixture.ts";

const CHOICES: PlanChoices = {
  ...{ name: "Documents", folders: ["/home/ada/Documents"], ...DEFAULT_CHOICES },
  targetIds: [TargetId.parse(randomUUID())],
};

function api(agent = new MemoryAgent()) {
  const logged: { facts: object; text: string }[] = [];
  const client = createRouterClient(createRouter(agent, { error: (facts, text) => logged.push({ facts, text }) }));
  return { agent, client, logged };
}

async function failureOf(call: PromiseLike<unknown>): Promise<ORPCError<string, unknown>> {
  const error = await Promise.resolve(call).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ORPCError) return error;
  throw new Error("it did not fail as a call does", { cause: error });
}

describe("the router", () => {
  it("hands calls on to the agent, and its answers back", async () => {
    const { client } = api();
    const made = await client.plans.create(CHOICES);
    expect(await client.plans.list()).toEqual([made]);
    expect(await client.plans.get({ planId: made.plan.id })).toEqual(made);
    expect(await client.agent.status()).toMatchObject({ version: "1.2.3" });
  });

  it("tells an expected failure as a value, with code, message, hint and facts", async () => {
    const planId = PlanId.parse(randomUUID());
    const { client, logged } = api();
    const failure = await failureOf(client.plans.get({ planId }));
    expect(failure).toMatchObject({ code: "REFUSED", status: 422, defined: true, message: "There is no such plan." });
    expect(failure.data).toEqual({
      ...{ code: "agent/plan-unknown", message: "There is no such plan.", hint: "See the list." },
      ...{ retry: "never", facts: { planId } },
    });
    expect(logged).toEqual([]);
  });

  it("says which part of an input does not fit, without the value", async () => {
    const { client } = api();
    const failure = await failureOf(client.plans.create({ ...CHOICES, name: "x".repeat(101), folders: [] }));
    expect(failure).toMatchObject({ code: "BAD_REQUEST", data: { code: "api/misfit", retry: "never" } });
    expect(failure.message).toMatch(/^What “plans.create” was given does not fit: name: .*; folders: /);
    expect(JSON.stringify(failure)).not.toContain("xxx");
  });

  it("logs a mistake of the program in full, and tells only its number", async () => {
    const { client, logged } = api();
    const failure = await failureOf(client.runs.get({ runId: RunId.parse(randomUUID()) }));
    expect(failure).toMatchObject({ code: "INTERNAL_SERVER_ERROR", message: "Something went wrong inside Holdfast." });
    expect(JSON.stringify(failure)).not.toMatch(/secret|\.ts/);
    const [entry] = logged;
    expect(entry?.facts).toMatchObject({
      call: "runs.get",
      err: { message: expect.stringContaining("/secret/place") },
    });
    const id = /"id":"([0-9a-f]{8})"/.exec(JSON.stringify(entry))?.[1] ?? "none";
    expect(failure.data).toMatchObject({ code: "api/bug", hint: expect.stringContaining(id), facts: { id } });
  });

  it("takes an answer that breaks the contract for a mistake of the program", async () => {
    const agent = new MemoryAgent();
    agent.status = () => ({ ...MemoryAgent.prototype.status.call(agent), pid: 0.5 });
    const { client, logged } = api(agent);
    expect((await failureOf(client.agent.status())).data).toMatchObject({ code: "api/bug" });
    expect(JSON.stringify(logged)).toContain("pid");
  });

  it("leaves a cancellation what it is", async () => {
    const agent = new MemoryAgent();
    const reason = new Error("the user wished so");
    agent.status = () => {
      throw reason;
    };
    const { client, logged } = api(agent);
    const call = client.agent.status(undefined, { signal: AbortSignal.abort(reason) });
    await expect(Promise.resolve(call)).rejects.toBe(reason);
    expect(logged).toEqual([]);
  });

  it("ends a stream when its listener goes away", async () => {
    const { agent, client } = api();
    const controller = new AbortController();
    const stream = await client.agent.watch(undefined, { signal: controller.signal });
    expect((await stream.next()).value).toMatchObject({ type: "hello" });
    expect(agent.watchers).toBe(1);
    controller.abort();
    expect((await stream.next()).done).toBe(true);
    expect(agent.watchers).toBe(0);
  });

  it("tells a failure in the middle of a stream as it tells any other", async () => {
    const agent = new MemoryAgent();
    agent.watch = async function* () {
      yield { type: "alive" };
      throw new Error("broken at /secret/place");
    };
    const { client, logged } = api(agent);
    const stream = await client.agent.watch();
    await stream.next();
    expect((await failureOf(stream.next())).message).toBe("Something went wrong inside Holdfast.");
    expect(logged).toHaveLength(1);
  });

  it("answers a wish to stop before the agent stops", async () => {
    const { agent, client } = api();
    await client.agent.stop();
    expect(agent.isAskedToStop).toBe(false);
    await new Promise(setImmediate);
    expect(agent.isAskedToStop).toBe(true);
  });
});
