import { HOME } from "./app.ts";
import * as electron from "./electron.ts";
import { debuggingAddress } from "./screen.ts";

/** What a test asks of the main process. */
export type ControlRequest =
  | { readonly id: number; readonly type: "evaluate"; readonly source: string; readonly argument: unknown }
  | { readonly id: number; readonly type: "screen" };

/** And what it says. */
export type ControlAnswer = { readonly id: number } & ({ readonly value: unknown } | { readonly error: string });

process.on("message", (message) => {
  const request = message as ControlRequest; // from our launcher
  const { id } = request;
  answer(request).then(
    (value) => process.send?.({ id, value } satisfies ControlAnswer),
    (error: unknown) => process.send?.({ id, error: String(error) } satisfies ControlAnswer),
  );
});
process.on("disconnect", () => electron.app.exit(1)); // the test is over

async function answer(request: ControlRequest): Promise<unknown> {
  if (request.type === "screen") return debuggingAddress(HOME);
  const asked = new Function("electron", "argument", `return (${request.source})(electron, argument);`);
  return asked(electron, request.argument);
}
