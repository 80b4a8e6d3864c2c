import { readFile } from "node:fs/promises";
import { createSecureContext, getCACertificates, type SecureContext } from "node:tls";
import { AccessInvalid } from "../errors.ts";

/**
 * Whom to believe about who a server is: the authorities that come with this program, those of the system (where a company puts
 * its own), and the one of the file.
 *
 * @param caFile a PEM file, or ""
 * @throws {AccessInvalid} it cannot be read, or is none
 */
export async function authorities(location: string, caFile: string): Promise<SecureContext> {
  const known = [...new Set([...getCACertificates("default"), ...getCACertificates("system")])];
  if (caFile === "") return createSecureContext({ ca: known });
  const invalid = (reason: string): AccessInvalid =>
    new AccessInvalid(location, "caFile", "Certificate of a private authority", reason);
  const added = await readFile(caFile, "utf8").catch(() => {
    throw invalid("cannot be read");
  });
  if (!added.includes("-----BEGIN CERTIFICATE-----")) throw invalid("is no PEM file with a certificate");
  try {
    return createSecureContext({ ca: [...known, added] });
  } catch {
    throw invalid("is no PEM file with a certificate");
  }
}
