// Run by read-only.test.ts as its own process, because giving up root cannot be taken back.
import { fromText, openRepository, prove } from "../../main/engine/index.ts";

const [, , place = "", scratch = "", password = ""] = process.argv;
if (process.getuid?.() === 0) {
  process.setgid?.(65534);
  process.setuid?.(65534);
}
const open = await openRepository(place, { password, threads: 2 });
try {
  const what = { snapshot: "latest", scratch: fromText(scratch), amount: "all", seed: 1, budgetBytes: 1e12 } as const;
  const { files, failureCount } = await prove(open, what).result;
  process.stdout.write(JSON.stringify({ files, failureCount }));
} finally {
  await open.close();
}
