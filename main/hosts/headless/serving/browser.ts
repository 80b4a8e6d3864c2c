/** Opens an address in the user's browser, which is not waited for. @returns false if that cannot be done here */
export async function openInBrowser(address: string): Promise<boolean> {
  const { default: open } = await import("open");
  try {
    const program = await open(address);
    program.on("error", () => undefined);
    return true;
  } catch {
    return false; // no browser, or no program that knows one: the user is told the address
  }
}
