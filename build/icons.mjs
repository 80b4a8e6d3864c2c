// Draws the icons of the desktop app, all from the one mark in renderer/public/icon.svg: for the tray in every state, and for the
// program itself as each system wants it. `build/bundle.mjs` calls it; they end up in dist/icons.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createCanvas, Path2D } from "@napi-rs/canvas";
import { icns, ico } from "./icon-files.mjs";

const ROOT = resolve(fileURLToPath(new URL("..", import.meta.url)));
const SOURCE = join(ROOT, "renderer/public/icon.svg");

/** A run's progress is shown in so many steps. */
const STEPS = 8;
const ACTIVITIES = [
  ...["idle", "waiting", "paused"],
  ...Array.from({ length: STEPS + 1 }, (_, step) => `running-${step}`),
];
const ALERTS = ["", "-attention", "-risk"];

/** Folder, what follows the name, pixels. macOS takes black with alpha and colours it by itself; all else is coloured. */
const TRAY_FILES = /** @type {const} */ ([
  ["macos", "Template", 18],
  ["macos", "Template@2x", 36],
  ["windows", "", 16],
  ["windows", "@1.25x", 20],
  ["windows", "@1.5x", 24],
  ["windows", "@2x", 32],
  // Of an image with several sizes Linux hands the first one on, so it is one that hosts of the tray make smaller well.
  ["linux", "", 48],
]);

const COLOURS = { ground: "#0f6a70", mark: "#ffffff", badge: "#5b6b73", attention: "#f2a20c", risk: "#e5484d" };
const WINDOWS_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256];
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const MACOS_SIZES = [32, 64, 128, 256, 512, 1024];

/** @typedef {import("@napi-rs/canvas").SKRSContext2D} Pen */

/** @param {string} out absolute path of a folder */
export async function buildIcons(out) {
  const mark = markOf(readFileSync(SOURCE, "utf8"));
  for (const [folder, ending, size] of TRAY_FILES) {
    for (const activity of ACTIVITIES) {
      for (const alert of ALERTS) {
        const draw = (/** @type {Pen} */ pen) =>
          drawTray(pen, mark, { activity, alert, isTemplate: folder === "macos" });
        write(join(out, "tray", folder, `${activity}${alert}${ending}.png`), await png(size, draw));
      }
    }
  }
  await buildAppIcons(join(out, "app"), mark);
}

/**
 * @param {string} out
 * @param {Mark} mark
 */
async function buildAppIcons(out, mark) {
  const plain = async (/** @type {number} */ size) => ({ size, data: await png(size, (pen) => drawApp(pen, mark, 1)) });
  // On macOS icons stand in a grid that leaves a margin around them.
  const inGrid = async (/** @type {number} */ size) => ({
    size,
    data: await png(size, (pen) => drawApp(pen, mark, 824 / 1024)),
  });
  write(join(out, "icon.ico"), ico(await Promise.all(WINDOWS_SIZES.map(plain))));
  write(join(out, "icon.icns"), icns(await Promise.all(MACOS_SIZES.map(inGrid))));
  for (const { size, data } of await Promise.all(LINUX_SIZES.map(plain)))
    write(join(out, `linux/${size}x${size}.png`), data);
}

/** @typedef {{ readonly path: Path2D; readonly width: number }} Mark */

/**
 * @param {string} svg of 32 by 32
 * @returns {Mark}
 */
function markOf(svg) {
  const [, d] = /<path\s[^>]*?\bd="([^"]+)"/s.exec(svg) ?? [];
  const [, width] = /stroke-width="([\d.]+)"/.exec(svg) ?? [];
  if (d === undefined || width === undefined)
    throw new Error(`${SOURCE} has no path with a width that could be drawn.`);
  return { path: new Path2D(d), width: Number(width) };
}

/**
 * @param {number} size in pixels
 * @param {(pen: Pen) => void} draw on 32 by 32
 */
async function png(size, draw) {
  const canvas = createCanvas(size, size);
  const pen = canvas.getContext("2d");
  pen.scale(size / 32, size / 32);
  draw(pen);
  return canvas.encode("png");
}

/**
 * @param {Pen} pen
 * @param {Mark} mark
 * @param {number} share of the room that it takes
 */
function drawApp(pen, mark, share) {
  about(pen, 16, 16, share, () => {
    pen.fillStyle = COLOURS.ground;
    round(pen, 0, 0, 32, 32, 8);
    pen.fill();
    drawMark(pen, mark, COLOURS.mark);
  });
}

/**
 * Activity and health side by side, never one instead of the other: the bar below and the badge at the bottom right say what goes
 * on, the badge at the top right how safe it is, and by its shape, too.
 *
 * @param {Pen} pen
 * @param {Mark} mark
 * @param {{ activity: string; alert: string; isTemplate: boolean }} state
 */
function drawTray(pen, mark, { activity, alert, isTemplate }) {
  const ink = isTemplate ? "#000000" : COLOURS.mark;
  const [, step] = /^running-(\d+)$/.exec(activity) ?? [];
  if (!isTemplate) {
    pen.fillStyle = COLOURS.ground;
    round(pen, 0, 0, 32, 32, 7);
    pen.fill();
  }
  const scale = (isTemplate ? 1.35 : 1.2) * (step === undefined ? 1 : 0.78);
  about(pen, 16, 16, scale, () => drawMark(pen, mark, ink), step === undefined ? 0 : -3.5);
  if (step !== undefined) drawBar(pen, Number(step) / STEPS, ink);
  /** @type {(name: "badge" | "attention" | "risk", y: number, draw?: DrawSign) => void} */
  const badge = (name, y, draw = noSign) => drawBadge(pen, y, isTemplate ? undefined : COLOURS[name], draw);
  if (activity === "waiting") badge("badge", 25, drawHands);
  if (activity === "paused") badge("badge", 25, drawBars);
  if (alert === "-attention") badge("attention", 7);
  if (alert === "-risk") badge("risk", 7, drawExclamation);
}

/**
 * @param {Pen} pen
 * @param {Mark} mark
 * @param {string} ink
 */
function drawMark(pen, { path, width }, ink) {
  pen.strokeStyle = ink;
  pen.lineWidth = width;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.stroke(path);
}

/**
 * @param {Pen} pen
 * @param {number} share
 * @param {string} ink
 */
function drawBar(pen, share, ink) {
  pen.fillStyle = ink;
  pen.globalAlpha = 0.35;
  round(pen, 3, 25, 26, 4, 2);
  pen.fill();
  pen.globalAlpha = 1;
  if (share === 0) return;
  round(pen, 3, 25, Math.max(4, 26 * share), 4, 2);
  pen.fill();
}

const BADGE_X = 25;

/** @typedef {(pen: Pen, x: number, y: number) => void} DrawSign */

/**
 * A disc with a gap around it, so that it stands out from what is below, and a sign in it: white, or cut out where there is no
 * colour.
 *
 * @param {Pen} pen
 * @param {number} y
 * @param {string | undefined} colour
 * @param {DrawSign} drawSign
 */
function drawBadge(pen, y, colour, drawSign) {
  pen.globalCompositeOperation = "destination-out";
  disc(pen, BADGE_X, y, 9);
  pen.globalCompositeOperation = "source-over";
  pen.fillStyle = colour ?? "#000000";
  disc(pen, BADGE_X, y, 7);
  pen.globalCompositeOperation = colour === undefined ? "destination-out" : "source-over";
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 2.4;
  pen.lineCap = "round";
  drawSign(pen, BADGE_X, y);
  pen.globalCompositeOperation = "source-over";
}

function noSign() {}

/**
 * @param {Pen} pen
 * @param {number} x
 * @param {number} y
 */
function drawHands(pen, x, y) {
  line(pen, x, y - 3.6, x, y);
  line(pen, x, y, x + 2.8, y + 1.6);
}

/**
 * @param {Pen} pen
 * @param {number} x
 * @param {number} y
 */
function drawBars(pen, x, y) {
  line(pen, x - 2.1, y - 2.4, x - 2.1, y + 2.4);
  line(pen, x + 2.1, y - 2.4, x + 2.1, y + 2.4);
}

/**
 * @param {Pen} pen
 * @param {number} x
 * @param {number} y
 */
function drawExclamation(pen, x, y) {
  line(pen, x, y - 3.6, x, y + 0.2);
  line(pen, x, y + 3.8, x, y + 3.8);
}

/**
 * @param {Pen} pen
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 */
function line(pen, x1, y1, x2, y2) {
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  pen.stroke();
}

/**
 * @param {Pen} pen
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 */
function disc(pen, x, y, radius) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}

/**
 * @param {Pen} pen
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {number} radius
 */
function round(pen, x, y, width, height, radius) {
  pen.beginPath();
  pen.roundRect(x, y, width, height, radius);
}

/**
 * Draws larger or smaller around a point.
 *
 * @param {Pen} pen
 * @param {number} x
 * @param {number} y
 * @param {number} scale
 * @param {() => void} draw
 * @param {number} [down]
 */
function about(pen, x, y, scale, draw, down = 0) {
  pen.save();
  pen.translate(x, y + down);
  pen.scale(scale, scale);
  pen.translate(-x, -y);
  draw();
  pen.restore();
}

/**
 * @param {string} path
 * @param {Buffer} data
 */
function write(path, data) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, data);
}

if (import.meta.main) await buildIcons(resolve(ROOT, process.argv[2] ?? "dist/icons"));
