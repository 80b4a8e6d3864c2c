// Every page in every state in which it looks different: docs/screens/states, with a page that shows them all.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright";
import { keepPicture, type Shot, THEMES, takeShot } from "./camera.ts";
import { VIEWS, type View } from "./views.ts";
import { asWebp } from "./webp.ts";

/** Pages whose look depends on width and language most: they are shown loading, narrow, and in German, too. */
const MORE = /^(overview|plan|activity|run|restore|snapshot|search|proof|targets|settings|setup)-(safe|empty)$/;
const MOST_HEIGHT = 2400;
const NARROW = 390;

interface Kind {
  readonly suffix: string;
  readonly says: string;
  readonly how: Partial<Shot>;
}

const AS_IT_IS: Kind = { suffix: "", says: "", how: {} };
const KINDS: readonly Kind[] = [
  { suffix: "-loading", says: "loading", how: { isLoading: true } },
  { suffix: "-narrow", says: `${NARROW} px`, how: { width: NARROW } },
  { suffix: "-german", says: "German", how: { locale: "de-DE" } },
  { suffix: "-german-narrow", says: `German, ${NARROW} px`, how: { locale: "de-DE", width: NARROW } },
];

/** Writes FOLDER/VIEW-THEME.webp for each view, removes those of views that are no more, and writes FOLDER/README.md. */
export async function takeGallery(
  browser: Browser,
  folder: string,
  isWanted: (name: string) => boolean,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const wanted = new Set<string>();
  const sections: string[] = [];
  for (const view of VIEWS) {
    for (const kind of MORE.test(view.name) ? [AS_IT_IS, ...KINDS] : [AS_IT_IS]) {
      for (const theme of THEMES) {
        const name = `${view.name}${kind.suffix}-${theme}.webp`;
        wanted.add(name);
        if (isWanted(view.name)) await keepOne(browser, join(folder, name), { ...view, theme, ...kind.how });
      }
      sections.push(sectionOf(view, kind));
    }
  }
  for (const file of await readdir(folder)) {
    if (file.endsWith(".webp") && !wanted.has(file)) await rm(join(folder, file));
  }
  await writeFile(join(folder, "README.md"), `${HEAD}\n${sections.join("\n")}`);
}

async function keepOne(browser: Browser, file: string, shot: Shot): Promise<void> {
  const picture = await takeShot(browser, { mostHeight: MOST_HEIGHT, ...shot });
  const blank = await browser.newPage();
  const webp = await asWebp(blank, picture);
  await blank.close();
  await keepPicture(browser, file, webp);
}

const HEAD = `# Every page in its states

Made by \`npm run screens\` from the staged agents of \`tests/e2e/stage\`; the same views are what axe, widths and texts are tested on.
`;

function sectionOf({ name, stage, path }: View, { suffix, says }: Kind): string {
  const picture = (theme: string): string => `![${name}, ${theme}](${name}${suffix}-${theme}.webp)`;
  const what = says === "" ? "" : `, ${says}`;
  return `## ${name}${what}\n\n\`${path.split("?")[0]}\` on the stage “${stage}”\n\n| light | dark |\n|---|---|\n| ${picture("light")} | ${picture("dark")} |\n`;
}
