import { describe, expect, it } from "vitest";
import { check, inMidRun, isPossible, QUIT, STAY, told } from "./in-mid-run.ts";
import { answerQuestions, endOf, LAUNCHER, questions, seen } from "./launched.ts";

describe.runIf(isPossible)(`the desktop app in mid-run ${LAUNCHER.title}`, () => {
  it("asks before it quits, and then brings the run to a safe stop", async () => {
    const { home, desktop, client, runId, repository } = await inMidRun();
    await desktop.evaluate(({ app }) => app.quit());
    await expect.poll(() => questions(desktop)).toHaveLength(1);
    expect((await questions(desktop))[0]).toMatchObject({
      message: "A run is going on.",
      buttons: ["Quit safely", "Keep running"],
      ...{ defaultId: STAY, cancelId: STAY },
    });
    expect(await client.runs.get({ runId })).toMatchObject({ state: "running" });
    expect(await seen(desktop)).toMatchObject({ windows: 1 });
    await answerQuestions(desktop, QUIT);
    await desktop.evaluate(({ app }) => app.quit());
    expect(await endOf(desktop)).toEqual({ code: 0, errors: "" });
    expect(await told(home, runId)).toMatchObject({ state: "ended", outcome: "interrupted" });
    expect(await check(repository)).toMatchObject({ code: 0, stderr: "" });
  });
});
