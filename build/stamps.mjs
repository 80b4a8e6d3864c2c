// Is what was installed and built still what the sources ask for? Answered by content, never by file times: a clone, a
// checkout and a restore all give files new times. Plain JavaScript for any Node from 18 on.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const NOT_BUILT = /\.test\.ts$|\.md$|\.wasm$|tsconfig\.json$/;

/**
 * What `npm ci` depends on: the lock file, and of package.json only what npm reads at an install.
 * @param {string} root
 */
export function installStamp(root) {
  const { dependencies, devDependencies, allowScripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return createHash("sha256")
    .update(JSON.stringify([process.platform, process.arch, dependencies, devDependencies, allowScripts]))
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
}

/**
 * What the built files depend on: every source file, the build itself and the installed packages.
 * @param {string} root
 */
export function sourceStamp(root) {
  const hash = createHash("sha256")
    .update(installStamp(root))
    .update(readFileSync(join(root, "package.json")));
  for (const path of ["main", "renderer", "shared", "build"].flatMap((folder) => filesBelow(root, folder))) {
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {string} "" when there is none
 */
export function readStamp(path) {
  return existsSync(path) ? readFileSync(path, "utf8").trim() : "";
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]} relative paths, sorted, so that the same tree always gives the same stamp
 */
function filesBelow(root, folder) {
  if (!existsSync(join(root, folder)) || !statSync(join(root, folder)).isDirectory()) return [];
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(root, path);
      return NOT_BUILT.test(path) ? [] : [path];
    })
    .sort();
}
