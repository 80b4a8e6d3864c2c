const VERSION = 2;
const ENTRY_BYTES = 8;
const TAG_NAMES = new Map([
  [0x01, "user"],
  [0x02, "user"],
  [0x04, "group"],
  [0x08, "group"],
  [0x10, "mask"],
  [0x20, "other"],
]);
/** Tags whose entry names a user or a group. */
const NAMED = new Set([0x02, 0x08]);

/**
 * A POSIX access list as text, the form that archives carry, from the form in which Linux keeps it in an extended
 * attribute: a version, then entries of tag, permissions and id, all little-endian.
 *
 * @returns undefined if the bytes are none
 * @see Linux, include/uapi/linux/posix_acl_xattr.h
 */
export function aclText(value: Uint8Array): string | undefined {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== VERSION || (bytes.length - 4) % ENTRY_BYTES !== 0) return undefined;
  let text = "";
  for (let at = 4; at < bytes.length; at += ENTRY_BYTES) {
    const tag = bytes.readUInt16LE(at);
    const name = TAG_NAMES.get(tag);
    if (name === undefined) return undefined;
    const id = NAMED.has(tag) ? bytes.readUInt32LE(at + 4) : "";
    text += `${name}:${id}:${permissionText(bytes.readUInt16LE(at + 2))}\n`;
  }
  return text;
}

function permissionText(bits: number): string {
  return [...("rwx" as const)].map((letter, place) => (bits & (4 >> place) ? letter : "-")).join("");
}
