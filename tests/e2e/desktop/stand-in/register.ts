import { registerHooks } from "node:module";

// Loaded before the built main program: `import … from "electron"` gives the stand-in, and all else is as it is.

const STAND_IN = new URL("./electron.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" ? { url: STAND_IN, shortCircuit: true } : next(specifier, context),
});

await import("./control.ts");
