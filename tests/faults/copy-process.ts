// A copy in a process of its own, to be killed: node copy-process.ts FROM TO
import { copySnapshots, openRepository } from "../../main/engine/index.ts";

const [source = "", target = ""] = process.argv.slice(2);
const from = await openRepository(source, { password: "pw", threads: 1 });
// Small packs, so that a kill finds the repository in many different states.
const to = await openRepository(target, { password: "pw", threads: 2, saving: { packBytes: 256 << 10 } });
const { copied, skipped, failed } = await copySnapshots({ from, to }).result;
await from.close();
await to.close();
console.log(`copied ${copied.length} skipped ${skipped} failed ${failed.length}`);
