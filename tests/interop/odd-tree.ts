import { execFileSync } from "node:child_process";
import { chmodSync, linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";

const bytes = (text: string): Buffer => Buffer.from(text, "latin1");
const at = (...parts: readonly string[]): Buffer => Buffer.concat(parts.map((part) => bytes(part)));

/** Every kind of entry that restic keeps, with names that are hard to carry. */
export function makeOddTree(root: string): void {
  for (const folder of ["/docs/deep/a/b/c", "/bar/sub", "/links", "/empty", `/${"long ".repeat(40)}`]) {
    mkdirSync(root + folder, { recursive: true });
  }
  const write = (path: string, content: string | Buffer) => writeFileSync(at(root, path), content);
  write("/docs/hello.txt", "hello\n");
  write("/docs/inv\xff\xe9.bin", "not text");
  write('/docs/quo"te\\x<&>.TXT', "q");
  write("/docs/\xc3\xbcn\xc3\xaf.txt", "u");
  write("/docs/deep/a/b/c/leaf.md", "leaf");
  write("/bar/hello.txt", "hello\n");
  write("/bar/sub/gone", "g");
  write("/new\nline", "n");
  write("/secret", "");
  write(`/${"long ".repeat(40)}/${"n".repeat(120)}`, "long");
  write("/big.bin", Buffer.from(Array.from({ length: 3_000_000 }, (_, place) => (place * place) >> 7)));
  write("/links/a", "linked");
  linkSync(`${root}/links/a`, `${root}/links/b`);
  symlinkSync("a", `${root}/links/s`);
  execFileSync("mkfifo", [`${root}/links/fifo`]);
  chmodSync(`${root}/docs/hello.txt`, 0o4755);
  chmodSync(`${root}/empty`, 0o1777);
  chmodSync(`${root}/secret`, 0);
}

/** What a second backup finds: each way an entry can change. */
export function changeOddTree(root: string): void {
  writeFileSync(`${root}/docs/hello.txt`, "changed\n");
  rmSync(`${root}/bar/sub/gone`);
  writeFileSync(`${root}/bar/sub/new`, "new");
  chmodSync(`${root}/bar/hello.txt`, 0o600);
  rmSync(`${root}/secret`);
  mkdirSync(`${root}/secret`);
  writeFileSync(`${root}/secret/below`, "hidden by the new type");
  rmSync(`${root}/links/s`);
  mkdirSync(`${root}/added/deeper`, { recursive: true });
  writeFileSync(`${root}/added/deeper/file`, "leaf");
}
