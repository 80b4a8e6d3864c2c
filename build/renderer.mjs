// Builds the window (renderer/) into plain files that any of the hosts serves.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build } from "vite";

const ROOT = resolve(fileURLToPath(new URL("..", import.meta.url)));

/**
 * Builds the window into `outDir`, which is emptied first. Every tag that needs a nonce has the text `CSP_NONCE` in its
 * place: whoever serves index.html puts a fresh one there each time.
 *
 * @param {string} outDir absolute path
 */
export async function buildRenderer(outDir) {
  // Vite and React take it from the environment, and under “test” or “development” they would build twice the size.
  process.env["NODE_ENV"] = "production";
  await build({
    configFile: false,
    root: resolve(ROOT, "renderer"),
    logLevel: "warn",
    plugins: [react()],
    html: { cspNonce: "CSP_NONCE" },
    build: {
      outDir,
      emptyOutDir: true,
      target: "es2023",
      assetsInlineLimit: 0, // a data: address would need a hole in the content security policy
      modulePreload: { polyfill: false },
      rolldownOptions: {
        treeshake: { moduleSideEffects: [{ test: OURS, sideEffects: false }] },
        output: { codeSplitting: { groups: CHUNKS } },
      },
    },
  });
}

/**
 * What only declares things: of a room's index.ts a page then brings just what it uses of it. All of our code but the entry, and
 * not the styles, which are there for their effect.
 */
const OURS = /[\\/](shared|renderer)[\\/][^\\/]+[\\/].+\.tsx?$/;

/** What changes with our packages and not with our code stays in the browser's cache. */
const CHUNKS = [
  { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
  { name: "talk", test: /node_modules[\\/](@orpc|@tanstack|zod)[\\/]/, priority: 1 },
];

if (import.meta.main) await buildRenderer(resolve(ROOT, process.argv[2] ?? "dist/renderer"));
