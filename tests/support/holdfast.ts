import { fileURLToPath } from "node:url";
import { type ProgramResult, type RunOptions, run } from "./programs.ts";

/** The built program, as a user's shell runs it. */
export const HOLDFAST = fileURLToPath(new URL("../../dist/holdfast.mjs", import.meta.url));

const PREPARE = fileURLToPath(new URL("../../build/prepare.mjs", import.meta.url));
let prepared: Promise<ProgramResult> | undefined;

/** Builds the program unless it is built from these very sources; `holdfast` does it by itself. */
export async function prepareHoldfast(): Promise<void> {
  prepared ??= run(process.execPath, [PREPARE]);
  const { code, stderr } = await prepared;
  if (code !== 0) throw new Error(`The program could not be built:\n${stderr}`);
}

/** Runs the command line, built from the sources as they are, with no settings of the user. */
export async function holdfast(args: readonly string[], options: RunOptions = {}): Promise<ProgramResult> {
  await prepareHoldfast();
  const settings = Object.keys(process.env).filter((name) => name.startsWith("HOLDFAST_"));
  const cleared = Object.fromEntries(settings.map((name) => [name, undefined]));
  return run(process.execPath, [HOLDFAST, ...args], { ...options, env: { ...cleared, ...options.env } });
}
