import { fieldsOf, type KitConnection, type Reaching, reachingWithHoldfast, reachingWithRestic } from "./connection.ts";

/** What somebody needs who has nothing left but the repository and this page. */
export interface RecoveryKit {
  /** As the user writes it: a folder's path. */
  readonly location: string;
  readonly repositoryId: string;
  readonly passphrase: string;
  readonly hostname: string;
  /** Local time, as text. */
  readonly created: string;
  readonly platform: NodeJS.Platform;
  /** Of a repository on another machine. */
  readonly connection?: KitConnection;
}

const NO_CONNECTION: KitConnection = { open: {}, secrets: [] };

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1c1917}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem}code,pre,.secret{font-family:ui-monospace,monospace}
pre{background:#f5f5f4;padding:.75rem;white-space:pre-wrap;overflow-wrap:anywhere}
.secret{font-size:1.35rem;border:2px solid #0f766e;padding:.75rem;text-align:center;overflow-wrap:anywhere}
dt{font-weight:600}dd{margin:0 0 .5rem;overflow-wrap:anywhere}@media print{body{margin:0;max-width:none}h2{break-after:avoid}}`;

/**
 * The recovery kit as one self-contained page to print: no script, nothing loaded from elsewhere. It holds the passphrase
 * in the clear, so it is written for its owner's eyes only.
 */
export function recoveryKitPage(kit: RecoveryKit): string {
  const { location, repositoryId, passphrase, created } = kit;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Holdfast recovery kit ${htmlText(repositoryId.slice(0, 8))}</title>
<style>
${STYLE}
</style>
</head>
<body>
<h1>Holdfast recovery kit</h1>
<p>Your backups are encrypted. With this page and the repository anyone can read them; without the passphrase nobody can,
not even its makers. <strong>Print this page and keep it away from the computer</strong>, then delete the file.</p>

<h2>Passphrase</h2>
<p class="secret">${htmlText(passphrase)}</p>
<p>Capitals and hyphens belong to it.</p>

<h2>Repository</h2>
<dl>
<dt>Place</dt><dd>${placeText(kit)}</dd>
<dt>Repository id</dt><dd><code>${htmlText(repositoryId)}</code></dd>
<dt>Format</dt><dd>restic repository, version 2</dd>
<dt>Made</dt><dd>${htmlText(created)}</dd>
</dl>
${neededText(kit)}
<p>If the repository was moved or copied, put its new place where <code>${htmlText(location)}</code> stands below.</p>

${stepsWithHoldfast(kit)}

${stepsWithRestic(kit)}
</body>
</html>
`;
}

function placeText({ location, hostname, connection }: RecoveryKit): string {
  const place = `<code>${htmlText(location)}</code>`;
  if (connection === undefined) return `${place} on the computer “${htmlText(hostname)}”`;
  return `${place}; backed up there by the computer “${htmlText(hostname)}”`;
}

/** What its server asks for besides the passphrase: what may be seen with its values, what is secret by name. */
function neededText({ location, connection = NO_CONNECTION }: RecoveryKit): string {
  const fields = fieldsOf(location);
  const rows = fields
    .filter(({ name }) => connection.open[name] !== undefined)
    .map(
      ({ name, label }) => `<dt>${htmlText(label)}</dt><dd><code>${htmlText(connection.open[name] ?? "")}</code></dd>`,
    );
  const secrets = fields.filter(({ name }) => connection.secrets.includes(name)).map(({ label }) => htmlText(label));
  if (rows.length === 0 && secrets.length === 0) return "";
  const needed =
    secrets.length === 0
      ? ""
      : `\n<p><strong>Besides this page you need:</strong> ${secrets.join(", ")}. The server asks for it, and it is not written here: keep it where you
keep such things, or know how its provider gives you a new one.</p>`;
  return `<h2>Connection</h2>\n<dl>\n${rows.join("\n")}\n</dl>${needed}`;
}

function stepsWithHoldfast(kit: RecoveryKit): string {
  const { before, options, repo } = reachingWithHoldfast(kit.location, kit.connection ?? NO_CONNECTION, kit.platform);
  return `<h2>Restore with Holdfast</h2>
<ol>
<li>Install Holdfast on any computer that can reach the repository.</li>
${beforeItem(before)}<li>See which snapshots there are. You are asked for the passphrase.
${commands(`holdfast --repo ${repo}${options} snapshots`)}</li>
<li>Bring the newest back into a new folder, and look at what is in it.
${commands(`holdfast --repo ${repo}${options} restore latest --target restored`)}</li>
</ol>`;
}

function stepsWithRestic(kit: RecoveryKit): string {
  const { before, options, repo } = reachingWithRestic(kit.location, kit.connection ?? NO_CONNECTION, kit.platform);
  return `<h2>Restore without Holdfast</h2>
<p>The repository is in the open format of <a href="https://restic.net">restic</a>, a free program (version 0.14 or later).</p>
<ol>
<li>Install restic: from your system’s packages, or from https://restic.net.</li>
${beforeItem(before)}<li>See which snapshots there are. It asks for a password: type the passphrase.
${commands(`restic -r ${repo}${options} snapshots`)}</li>
<li>Check that the repository is sound.
${commands(`restic -r ${repo}${options} check`)}</li>
<li>Bring the newest back.
${commands(`restic -r ${repo}${options} restore latest --target restored`)}</li>
</ol>`;
}

function beforeItem(before: Reaching["before"]): string {
  if (before.length === 0) return "";
  return `<li>Tell it how to reach the server. Where … stands, put in what is not on this page.
${commands(before.join("\n"))}</li>\n`;
}

function commands(text: string): string {
  return `<pre>${htmlText(text)}</pre>`;
}

function htmlText(text: string): string {
  const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
