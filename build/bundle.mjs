// Builds dist/: the guard (dist/holdfast.mjs), the programs behind it, the engine's worker and the window (dist/renderer) and the
// desktop app's icons. Runs on the pinned Node; `build/prepare.mjs` calls it when dist/ is missing or made from other sources.
import { chmodSync, copyFileSync, existsSync, globSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { buildIcons } from "./icons.mjs";
import { buildRenderer } from "./renderer.mjs";
import { sourceStamp } from "./stamps.mjs";
import { buildWasm } from "./wasm.mjs";

const ROOT = resolve(fileURLToPath(new URL("..", import.meta.url)));

/** Built file (without .mjs) to its source. A worker's source is named in code by `new URL("…/X.ts", import.meta.url)`. */
const ENTRIES = {
  cli: "main/hosts/headless/holdfast.ts",
  desktop: "main/hosts/desktop/main.ts",
  "desktop-agent": "main/hosts/desktop/agent/agent-entry.ts",
  engine: "main/engine/index.ts",
  "engine-worker": "main/engine/tasks/worker-entry.ts",
  "scrypt-worker": "main/engine/crypto/scrypt-worker.ts",
  "watch-thread": "main/agent/watch/watch-thread.ts",
  "index-thread": "main/agent/search/index-thread.ts",
};

/**
 * Packages that stay outside: those that carry compiled code find their binaries beside themselves in node_modules, and
 * `electron` is there only for the program that Electron runs.
 */
const EXTERNAL = ["koffi", "sodium-native", "@napi-rs/keyring", "better-sqlite3", "ssh2", "electron"];

/** The one script that Electron runs in a sandbox: one file, with `require`. */
const PRELOAD = "main/hosts/desktop/window/preload.ts";

const NEW_URL = /\bnew URL\(\s*(["'])(\.{1,2}\/[^"']+)\1\s*,\s*import\.meta\.url\s*\)/g;

/**
 * Builds everything into `out`, replacing it in one step: a start in between sees the old files or the new ones.
 *
 * @param {string} root folder that the entries are relative to
 * @param {Readonly<Record<string, string>>} entries
 * @param {string} out absolute path
 */
export async function bundle(root, entries, out) {
  const draft = `${out}.${process.pid}.tmp`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  await bundleProgram(root, entries, draft);
  await bundleGuard(draft);
  await bundlePreload(join(root, PRELOAD), draft);
  await buildRenderer(join(draft, "renderer"));
  await buildIcons(join(draft, "icons"));
  writeFileSync(join(draft, ".stamp"), sourceStamp(ROOT));
  const old = `${out}.${process.pid}.old`;
  if (existsSync(out)) renameSync(out, old);
  renameSync(draft, out);
  rmSync(old, { recursive: true, force: true });
}

/**
 * @param {string} root
 * @param {Readonly<Record<string, string>>} entries
 * @param {string} dir
 */
async function bundleProgram(root, entries, dir) {
  const input = Object.fromEntries(Object.entries(entries).map(([name, source]) => [name, join(root, source)]));
  const build = await rolldown({
    input,
    platform: "node",
    external: (id) => EXTERNAL.some((name) => id === name || id.startsWith(`${name}/`)),
    plugins: [neighbours(input, dir)],
    onLog: (_level, log) => {
      throw new Error(log.message); // a warning of a bundler is an error of tomorrow
    },
  });
  // All in one flat folder: `new URL("./x", import.meta.url)` then means the same in every chunk.
  await build.write({ dir, format: "esm", entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" });
  await build.close();
}

/** @param {string} dir */
async function bundleGuard(dir) {
  const build = await rolldown({
    input: { holdfast: join(ROOT, "build/guard.mjs") },
    platform: "node",
  });
  await build.write({ dir, format: "esm", entryFileNames: "[name].mjs" });
  await build.close();
  chmodSync(join(dir, "holdfast.mjs"), 0o755);
}

/**
 * @param {string} source
 * @param {string} dir
 */
async function bundlePreload(source, dir) {
  const build = await rolldown({ input: { preload: source }, platform: "node", external: ["electron"] });
  await build.write({ dir, format: "cjs", entryFileNames: "[name].cjs" });
  await build.close();
}

/**
 * Makes `new URL("./neighbour", import.meta.url)` mean the same built as in the sources: a source that is an entry
 * becomes its built file, any other file (a .wasm) is copied into the folder. A neighbour that is not there fails the build.
 *
 * @param {Readonly<Record<string, string>>} input
 * @param {string} dir
 * @returns {import("rolldown").Plugin}
 */
function neighbours(input, dir) {
  const built = new Map(Object.entries(input).map(([name, source]) => [source, `${name}.mjs`]));
  return {
    name: "neighbours",
    transform(code, id) {
      if (!code.includes("import.meta.url") || id.includes("node_modules")) return null;
      const replaced = code.replace(NEW_URL, (_all, _quote, /** @type {string} */ path) => {
        const file = join(dirname(id), path);
        const name = built.get(file) ?? copied(file, dir, id);
        return `new URL("./${name}", import.meta.url)`;
      });
      return replaced === code ? null : { code: replaced, map: null };
    },
  };
}

/**
 * @param {string} file
 * @param {string} dir
 * @param {string} importer
 */
function copied(file, dir, importer) {
  if (!existsSync(file))
    throw new Error(`${importer} names ${file}, which is neither a file nor an entry of the build.`);
  copyFileSync(file, join(dir, basename(file)));
  return basename(file);
}

if (import.meta.main) {
  const drafts = globSync("dist.*.{tmp,old}", { cwd: ROOT }); // left by builds that were killed
  for (const draft of drafts) rmSync(join(ROOT, draft), { recursive: true, force: true });
  await buildWasm();
  await bundle(ROOT, ENTRIES, join(ROOT, "dist"));
}
