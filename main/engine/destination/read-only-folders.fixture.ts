// Run by remove-tree.test.ts and zip-folder.test.ts as its own process, because giving up root cannot be taken back.
import { fromText } from "../names/index.ts";
import { removeTree, zipFolder } from "./index.ts";

const [, , folder = "", file] = process.argv;
if (process.getuid?.() === 0) {
  process.setgid?.(65534);
  process.setuid?.(65534);
}
if (file === undefined) await removeTree(fromText(folder));
else {
  await zipFolder({
    ...{ folder: fromText(folder), file: fromText(file), signal: new AbortController().signal },
    onDone: () => undefined,
    onLeftOut: (path) => {
      throw new Error(`${path} was left out`);
    },
  });
}
