// A prune in a process of its own, which kills itself: node prune-process.ts REPOSITORY MOMENT DELAY_MS
// It does so at the nth moment before or after something is written or removed, or a little later; never with MOMENT 0.
import { openRepository, prune } from "../../main/engine/index.ts";
import { openStorage } from "../../main/engine/storage/index.ts";
import { momentStorage } from "./moment-storage.ts";

const [location = "", moment = "0", delayMs = "0"] = process.argv.slice(2);
const die = (): void => void process.kill(process.pid, "SIGKILL");
let moments = 0;
const storage = momentStorage(openStorage(location), ({ operation, kind }) => {
  if ((operation !== "write" && operation !== "remove") || kind === "locks") return;
  moments += 1;
  if (moments !== Number(moment)) return;
  if (Number(delayMs) === 0) die();
  else setTimeout(die, Number(delayMs));
});

// Small packs, so that a kill finds the repository in many different states.
const repository = await openRepository(storage, { password: "pw", threads: 2, saving: { packBytes: 256 << 10 } });
const { result } = prune(repository, { maxUnused: { percent: 2 }, deleteFirst: process.argv[5] === "delete-first" });
const { unusedAfter, used } = await result;
await repository.close();
console.log(JSON.stringify({ used: used.bytes, unusedAfter: unusedAfter.bytes }));
