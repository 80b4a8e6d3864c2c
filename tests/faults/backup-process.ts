// A backup in a process of its own, to be killed: node backup-process.ts REPOSITORY FOLDER
import { backup, backupTarget, createRepository, hasCode, NO_FILTER, openRepository } from "../../main/engine/index.ts";

const [location = "", folder = ""] = process.argv.slice(2);
// Small packs, so that a kill finds the repository in many different states.
const options = { password: "pw", threads: 2, saving: { packBytes: 256 << 10 } };

const repository = await createRepository(location, { ...options, scrypt: { N: 1024, r: 8, p: 1 } }).catch(
  (error: unknown) => {
    if (hasCode(error, "repository/exists")) return openRepository(location, options);
    throw error;
  },
);
const run = backup(repository, { targets: [backupTarget(folder)], filter: NO_FILTER });
for await (const event of run) if (event.type === "adopted") console.log(`adopted ${event.packs}`);
const { snapshot, problemCount } = await run.result;
await repository.close();
console.log(`snapshot ${snapshot?.id} problems ${problemCount}`);
