import type { Page } from "playwright";

const QUALITY = 0.8;

/** Runs in the page, whose types are not known here. */
const SCRIPT = `async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", ${QUALITY});
}`;

/** The same picture as WebP, a quarter of the size. @param blank an empty page to do it in @param picture a PNG */
export async function asWebp(blank: Page, picture: Buffer): Promise<Buffer> {
  const address = `data:image/png;base64,${picture.toString("base64")}`;
  const made = await blank.evaluate<string>(`(${SCRIPT})(${JSON.stringify(address)})`);
  return Buffer.from(made.slice(made.indexOf(",") + 1), "base64");
}
