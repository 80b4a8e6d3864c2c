import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { watchPower } from "./power-watch.ts";

function watched() {
  const monitor = new EventEmitter();
  const told: string[] = [];
  const end = watchPower({
    monitor: monitor as never, // each event has a declaration of its own
    onChange: ({ hasSlept }) => told.push(hasSlept ? "slept" : "changed"),
    onShutdown: () => told.push("shutdown"),
  });
  return { monitor, told, end };
}

it.each([
  ["on-ac", "changed"],
  ["on-battery", "changed"],
  ["lock-screen", "changed"],
  ["unlock-screen", "changed"],
  ["resume", "slept"],
])("%s means: %s", (event, meaning) => {
  const { monitor, told } = watched();
  monitor.emit(event);
  expect(told).toEqual([meaning]);
});

it("asks the system to wait when it shuts down", () => {
  const { monitor, told } = watched();
  let isPrevented = false;
  monitor.emit("shutdown", { preventDefault: () => (isPrevented = true) });
  expect([told, isPrevented]).toEqual([["shutdown"], true]);
});

it("hears nothing any more once it has ended", () => {
  const { monitor, told, end } = watched();
  end();
  for (const name of ["resume", "shutdown", "on-ac"]) monitor.emit(name);
  expect(told).toEqual([]);
  expect(monitor.eventNames()).toEqual([]);
});
