// Run by metadata.test.ts as its own process, because giving up root cannot be taken back.
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { goMode } from "../format/index.ts";
import { fromText } from "../names/index.ts";
import { describe, lookUp } from "../source/index.ts";
import { RestoreFolder } from "./index.ts";

const root = process.argv[2] ?? "";
process.setgid?.(65534);
process.setuid?.(65534);
const folder = new RestoreFolder(fromText(root));
const path = fromText(join(root, "file"));
const node = { ...describe(path, lookUp(path, fromText("file"))), uid: 0, mode: goMode(0o104755) };
const problems = folder.applyMetadata(fromText("file"), node);
const { mode, uid } = lstatSync(path);
process.stdout.write(JSON.stringify({ parts: problems.map(({ part }) => part), mode: mode & 0o7777, uid }));
