// `npm run build:wasm`: compiles each AssemblyScript module `X.as.ts` under main/ to `X.wasm` beside it.
// Options come from an `asconfig.json` in the module's folder (target "release"), else those below.
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const ROOT = resolve(fileURLToPath(new URL("..", import.meta.url)));
const CACHE = join(ROOT, "node_modules/.cache/holdfast");
const DEFAULT_OPTIONS = ["-O3", "--noAssert", "--runtime", "stub", "--memoryBase", "8192", "--enable", "simd"];

/** Compiles what is missing or older than its source; `npm test` and the tests' own set-up call it, so it must be cheap. */
export async function buildWasm() {
  for (const source of globSync("main/**/*.as.ts", { cwd: ROOT })) await buildModule(source);
}

/** @param {string} source relative to the project's folder */
async function buildModule(source) {
  const target = source.replace(/\.as\.ts$/, ".wasm");
  const stampFile = join(CACHE, `${source.replaceAll(/[\\/]/g, "-")}.stamp`);
  const config = join(dirname(source), "asconfig.json");
  const inputs = [source, config, "build/wasm.mjs", "node_modules/assemblyscript/package.json"];
  const stamp = () => hashFiles([...inputs, target]);
  if (existsSync(join(ROOT, target)) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp()) return;
  await compile(
    source,
    target,
    existsSync(join(ROOT, config)) ? ["--config", config, "--target", "release"] : DEFAULT_OPTIONS,
  );
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(stampFile, stamp());
}

/**
 * @param {string} source
 * @param {string} target
 * @param {readonly string[]} options
 */
async function compile(source, target, options) {
  const draft = `${target}.${process.pid}.tmp`; // moved into place whole: another process may be reading the old one
  const { error, stderr } = await asc.main([source, ...options, "--baseDir", ROOT, "--outFile", draft], {
    readFile: (name, base) => (existsSync(join(base, name)) ? readFileSync(join(base, name), "utf8") : null),
    writeFile: (name, contents, base) => writeFileSync(join(base, name), contents),
  });
  if (error) throw new Error(`${source} does not compile:\n${stderr.toString()}`, { cause: error });
  renameSync(join(ROOT, draft), join(ROOT, target));
}

/** @param {readonly string[]} paths relative to the project's folder; a missing file counts as empty */
function hashFiles(paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    const full = join(ROOT, path);
    hash.update(`\0${path}\0`).update(existsSync(full) ? readFileSync(full) : "");
  }
  return hash.digest("hex");
}

if (import.meta.main) await buildWasm();
