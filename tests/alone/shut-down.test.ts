import { describe, expect, it } from "vitest";
import { check, inMidRun, isPossible, told } from "../e2e/desktop/in-mid-run.ts";
import { endOf, LAUNCHER } from "../e2e/desktop/launched.ts";

// Of the desktop's specs the one that is about time: the system does not wait for long.

describe.runIf(isPossible)(`a computer that shuts down in mid-run ${LAUNCHER.title}`, () => {
  it("is put off until the run is safe, for less than five seconds, and nobody is asked", async () => {
    const { home, desktop, runId, repository } = await inMidRun("--hidden");
    const isPutOff = await desktop.evaluate(({ powerMonitor }) => {
      let isPrevented = false;
      powerMonitor.emit("shutdown", {
        preventDefault: () => {
          isPrevented = true;
        },
      });
      return isPrevented;
    });
    expect(isPutOff).toBe(true);
    const askedAt = performance.now();
    expect(await endOf(desktop)).toEqual({ code: 0, errors: "" });
    expect(performance.now() - askedAt).toBeLessThan(5000); // what logind gives unless it is told otherwise
    expect(await told(home, runId)).toMatchObject({ state: "ended", outcome: "interrupted" });
    expect(await check(repository, "--read-data")).toMatchObject({ code: 0 });
  });
});
