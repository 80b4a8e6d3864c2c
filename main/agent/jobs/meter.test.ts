import { expect, it } from "vitest";
import { Meter } from "./meter.ts";

it("tells since when a run goes on, how fast it is and how long it will take", () => {
  let now = 5_000_000;
  const meter = new Meter(() => now);
  const total = { files: 100, bytes: 10_000, isFinal: true };
  const at = (bytesDone: number) => meter.progress({ phase: "reading", filesDone: 1, bytesDone, total, problems: 2 });
  expect(at(0)).toEqual({
    ...{ phase: "reading", seconds: 0, filesDone: 1, bytesDone: 0, total, problems: 2 },
    ...{ currentFiles: [], bytesStored: 0 },
  });
  now += 2000;
  expect(at(4000)).toMatchObject({ seconds: 2, bytesPerSecond: 2000, secondsLeft: 3 });
});

it("leaves out files without a name, and shows no negative rate when a part begins anew", () => {
  let now = 0;
  const meter = new Meter(() => now);
  const figures = { phase: "restoring", filesDone: 0, problems: 0, currentFiles: ["", "/a"] } as const;
  meter.progress({ ...figures, bytesDone: 9000 });
  now += 1000;
  const progress = meter.progress({ ...figures, bytesDone: 0 });
  expect(progress).toMatchObject({ bytesPerSecond: 0, currentFiles: ["/a"] });
  expect(progress.secondsLeft).toBeUndefined();
});
