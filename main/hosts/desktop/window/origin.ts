/** The origin of an address, also of one with a scheme of our own, of which `URL` says nothing. @returns undefined if it is none */
export function originOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host } = new URL(address);
  return host === "" ? undefined : `${protocol}//${host}`;
}
