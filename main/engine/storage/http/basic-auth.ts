import { AccessInvalid } from "../errors.ts";

/**
 * The headers of a Basic login in UTF-8 (RFC 7617); none if there is neither name nor password.
 *
 * @throws {AccessInvalid} the name has a colon in it, which would end it
 */
export function basicAuth(location: string, user = "", password = ""): Readonly<Record<string, string>> {
  if (user === "" && password === "") return {};
  if (user.includes(":")) throw new AccessInvalid(location, "user", "User name", "has a colon in it");
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` };
}
