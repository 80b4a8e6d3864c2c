// A program of its own, so that its memory can be measured: makes the index of names, or takes the one that is there, and asks it.
// Arguments: the file, how many paths, how many versions. Answers with one line of JSON.
import { existsSync, statSync, writeFileSync } from "node:fs";
import { NameIndex } from "../../main/agent/search/name-index.ts";
import { Random } from "./random.ts";
import { fillIndex, namesOf } from "./search-data.ts";

const FILES_PER_FOLDER = 50;
const QUERIES = 200;

const [file = "", paths = 0, versions = 0] = process.argv
  .slice(2)
  .map((text, at) => (at === 0 ? text : Number(text))) as [string, number, number];
const began = performance.now();
if (!existsSync(`${file}.made`)) {
  const index = new NameIndex(file);
  let told = 0;
  await fillIndex(index, paths, versions, (done) => {
    if (done < told) return;
    told = done + versions / 20;
    process.stderr.write(`${done} versions after ${Math.round((performance.now() - began) / 1000)} s\n`);
  });
  index.close();
  writeFileSync(`${file}.made`, "");
}
const fillSeconds = (performance.now() - began) / 1000;
// As after a start of the agent: what was not asked for is not in SQLite's memory. The system may have the file in its own.
const index = new NameIndex(file);
const answers = mixedQueries().map((text) => {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const { found } = index.find({ text, offset: 0, limit: 50 });
  const { user, system } = process.cpuUsage(cpu);
  return { text, found: found.length, ms: performance.now() - start, cpuMs: (user + system) / 1000 };
});
const [first] = index.find({ text: "budget", offset: 0, limit: 1 }).found;
const start = performance.now();
const folded = index.versions(first?.target ?? "", first?.path ?? "").length;
const versionsMs = performance.now() - start;
const totals = index.totals();
index.close();
const { maxRSS } = process.resourceUsage();
const figures = { fillSeconds, fileBytes: statSync(file).size, maxRSS: maxRSS * 1024, totals, folded, versionsMs };
process.stdout.write(`${JSON.stringify({ ...figures, answers })}\n`);

/** What people type: whole names, their beginnings as they are typed, parts, words from several folders, globs, what is not there. */
function mixedQueries(): string[] {
  const random = new Random("queries");
  const folders = Math.max(1, Math.ceil(paths / FILES_PER_FOLDER));
  const name = (): string => namesOf(random.below(folders))[random.below(FILES_PER_FOLDER)] ?? "";
  const word = (): string => name().split(" ")[0] ?? "";
  const kinds: (() => string)[] = [
    name,
    () => name().slice(0, 1 + random.below(12)),
    () => name().slice(3, 6 + random.below(8)),
    () => `${word()} ${random.below(10_000)}`,
    () => `${word()} ${word()} ${word()}`,
    () => `*.${name().split(".").at(-1)}`,
    () => `${word()}*${random.below(100)}.pdf`,
    () => `Part*/${word()}*`,
    () => `nothing like ${random.below(1_000_000)}`,
    () => ["index.js", "写真", "e", ".c", "pd", "README", "ät", "*", "zq", "*.h"][random.below(10)] ?? "",
  ];
  return Array.from({ length: QUERIES }, (_, at) => kinds[at % kinds.length]?.() ?? "").map(
    (text) => text.trim() || "a",
  );
}
