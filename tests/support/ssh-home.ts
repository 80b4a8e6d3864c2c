import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempFolder } from "./temp-folder.ts";

/** From now on this process's user is somebody with an empty home and no SSH agent: the real one's settings are no part of a test. */
export function emptySshHome(): { readonly folder: string; write(name: string, text: string): string } {
  const home = tempFolder();
  const folder = join(home, ".ssh");
  mkdirSync(folder);
  process.env["HOME"] = home;
  delete process.env["SSH_AUTH_SOCK"];
  return {
    folder,
    write(name, text) {
      const file = join(folder, name);
      writeFileSync(file, text, { mode: 0o600 });
      return file;
    },
  };
}
