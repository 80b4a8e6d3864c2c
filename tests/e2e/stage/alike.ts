import type { Page } from "playwright";

/** From 0 to 255: what a browser draws of the same round corner differs by one, from run to run. */
const UNSEEN = 2;

/** Runs in the page, whose types are not known here. */
const SCRIPT = `async (pictures) => {
  const [a, b] = await Promise.all(pictures.map(async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const drawing = new OffscreenCanvas(image.width, image.height).getContext("2d");
    drawing.drawImage(image, 0, 0);
    return drawing.getImageData(0, 0, image.width, image.height).data;
  }));
  return a.length === b.length && a.every((value, at) => Math.abs(value - b[at]) <= ${UNSEEN});
}`;

/** Whether nobody can tell two pictures, PNG or WebP, from each other. @param blank an empty page to compare them in */
export function areAlike(blank: Page, pictures: readonly [Buffer, Buffer]): Promise<boolean> {
  const addresses = pictures.map((picture) => `data:image/*;base64,${picture.toString("base64")}`);
  return blank.evaluate<boolean>(`(${SCRIPT})(${JSON.stringify(addresses)})`);
}
