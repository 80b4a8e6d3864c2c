#!/usr/bin/env node
// The installed `holdfast` program (bundled to dist/holdfast.mjs). Whatever Node a shell starts it with, the real program,
// ./cli.mjs, gets one that can run it. Only syntax and modules that old Nodes know are used here.
import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";
import { becomeProgram } from "./program.mjs";

const OLDEST_MAJOR = 24;

if (Number(process.versions.node.split(".")[0]) >= OLDEST_MAJOR) {
  // Beside the program and not in the shared temporary folder, where another user could plant compiled code.
  module.enableCompileCache?.(fileURLToPath(new URL("./.compile-cache", import.meta.url)));
  await import(new URL("./cli.mjs", import.meta.url).href);
} else {
  await runUnderPinnedNode();
}

async function runUnderPinnedNode() {
  const program = process.platform === "win32" ? "node.exe" : "node";
  // In a clone the pinned Node is in the project's node_modules; as an installed package it is a sibling package.
  const places = [`../node_modules/node/bin/${program}`, `../../node/bin/${program}`];
  const node = places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path));
  if (node !== undefined) return becomeProgram(node, process.argv.slice(1));
  process.stderr.write(
    `Holdfast needs Node ${OLDEST_MAJOR} or newer; this is Node ${process.versions.node}.\n` +
      "Install a newer Node, or run `npm ci` in Holdfast's folder, which brings its own.\n",
  );
  process.exitCode = 1;
}
