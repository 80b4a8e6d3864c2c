// Files that hold one icon in several sizes, each of them a PNG.

/** @typedef {{ readonly size: number; readonly data: Buffer }} Picture Square, of so many pixels. */

const ICO_HEAD = 6;
const ICO_ENTRY = 16;

/**
 * As Windows reads it since Vista.
 *
 * @param {readonly Picture[]} pictures of 256 pixels at most
 * @see https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
 */
export function ico(pictures) {
  const head = Buffer.alloc(ICO_HEAD + ICO_ENTRY * pictures.length);
  head.writeUInt16LE(1, 2); // an icon
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [at, { size, data }] of pictures.entries()) {
    const entry = ICO_HEAD + ICO_ENTRY * at;
    head.writeUInt8(size % 256, entry); // 0 stands for 256
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4); // planes
    head.writeUInt16LE(32, entry + 6); // bits a pixel
    head.writeUInt32LE(data.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += data.length;
  }
  return Buffer.concat([head, ...pictures.map(({ data }) => data)]);
}

/** What macOS calls each size; some stand twice, for screens with one pixel a point and with four. */
const ICNS_TYPES = /** @type {Readonly<Record<number, readonly string[]>>} */ ({
  32: ["ic11"],
  64: ["ic12"],
  128: ["ic07"],
  256: ["ic08", "ic13"],
  512: ["ic09", "ic14"],
  1024: ["ic10"],
});

/**
 * As macOS reads it since 10.7.
 *
 * @param {readonly Picture[]} pictures
 */
export function icns(pictures) {
  const parts = pictures.flatMap(({ size, data }) => (ICNS_TYPES[size] ?? []).map((type) => chunk(type, data)));
  return chunk("icns", Buffer.concat(parts));
}

/**
 * @param {string} type of four letters
 * @param {Buffer} data
 */
function chunk(type, data) {
  const head = Buffer.alloc(8, type, "latin1");
  head.writeUInt32BE(head.length + data.length, 4);
  return Buffer.concat([head, data]);
}
