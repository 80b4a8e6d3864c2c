// Makes docs/screens/*.svg: real sessions of the built program, drawn as a terminal. `npm run screens` runs it.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = resolve(fileURLToPath(new URL("..", import.meta.url)));
const [LINE, COLUMN, MARGIN, TOP] = [19, 7.82, 20, 46];

/** What is typed, one picture each. `HOME` stands for the folder that the session lives in. */
const SESSIONS = {
  "first-backup": [
    "holdfast backup HOME/Documents",
    "holdfast restore latest --target HOME/restored",
    "holdfast check --read-data",
  ],
};

execFileSync(process.execPath, [join(ROOT, "build/prepare.mjs")], { stdio: "inherit" });
mkdirSync(join(ROOT, "docs/screens"), { recursive: true });
for (const [name, commands] of Object.entries(SESSIONS)) {
  writeFileSync(join(ROOT, `docs/screens/${name}.svg`), drawn(record(commands)));
}

/** Runs the commands one after the other. @param {readonly string[]} commands @returns {string[]} the lines seen */
function record(commands) {
  const home = mkdtempSync(join(tmpdir(), "holdfast-screens-"));
  try {
    for (const part of ["docs", "main", "shared"])
      cpSync(join(ROOT, part), join(home, "Documents", part), { recursive: true });
    return commands.flatMap((command) => [`$ ${command.replaceAll("HOME", "~")}`, ...outputOf(command, home), ""]);
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** @param {string} command @param {string} home @returns {string[]} */
function outputOf(command, home) {
  const [, ...args] = command.replaceAll("HOME", home).split(" ");
  const env = { ...process.env, HOLDFAST_HOME: join(home, ".holdfast"), HOLDFAST_KEYCHAIN: "off" };
  const { stdout, stderr } = spawnSync(process.execPath, [join(ROOT, "dist/holdfast.mjs"), ...args], {
    env,
    encoding: "utf8",
  });
  return `${stderr}${stdout}`.replaceAll(home, "~").trimEnd().split("\n");
}

/** @param {readonly string[]} lines @returns {string} */
function drawn(lines) {
  const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * COLUMN + 2 * MARGIN);
  const height = TOP + (lines.length - 1) * LINE + 10;
  const rows = lines.map((line, row) => {
    const style = line.startsWith("$ ") ? ' fill="#5eead4"' : "";
    return `<text x="${MARGIN}" y="${TOP + row * LINE + 6}"${style}>${escaped(line)}</text>`;
  });
  const dots = [0, 1, 2].map((dot) => `<circle cx="${MARGIN + 6 + dot * 18}" cy="20" r="5" fill="#57534e"/>`);
  const title = lines.filter((line) => line.startsWith("$ ")).join(", ");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" rx="10" fill="#1c1917"/>
${dots.join("")}
<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="13" fill="#e7e5e4" xml:space="preserve">
${rows.join("\n")}
</g>
</svg>
`;
}

/** @param {string} text */
function escaped(text) {
  // Spaces that do not collapse, for what is indented.
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("  ", "\u00a0\u00a0");
}
