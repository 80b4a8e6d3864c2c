// Run with a limit of its own on watches: watches a folder, has the limit raised, and prints what was told, line by line.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { WatchedTree } from "../support/watched-tree.ts";

const LIMIT = "/proc/sys/user/max_inotify_watches";

const [root = "", prefer = "lean"] = process.argv.slice(2);
const tell = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
// It is handed one of these.
const tree = await WatchedTree.start(root, { prefer: prefer as "lean" | "chosen", retryMs: 1 });
tell(tree.service.state());
tell(tree.service.blind([root]));
writeFileSync(LIMIT, "10000");
await tree.until(({ roots }) => roots[0]?.state === "watching");
await tree.quiet();
tell(tree.service.state());
for (let folder = 0; folder < 60; folder++) writeFileSync(join(root, `b${folder % 6}`, `l${folder}`, "file"), "x");
await tree.service.settle();
// One that is told in two goes is marked twice.
tell(new Set(tree.marks.filter(({ scope }) => scope === "entries").map(({ path }) => path)).size);
await tree.service.stop();
