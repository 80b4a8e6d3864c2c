import { describe, expect, it } from "vitest";
import { readAnswer } from "./webdav-xml.ts";

const multistatus = (responses: string): string =>
  `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:x="urn:x">${responses}</d:multistatus>`;
const found = (href: string, properties: string): string =>
  `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${properties}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
const FOLDER = "<d:resourcetype><d:collection/></d:resourcetype>";
const FILE = "<d:resourcetype/><d:getcontentlength>123</d:getcontentlength>";

describe("a server's answer", () => {
  it("tells files and folders with names, sizes and times", async () => {
    const when = "<d:getlastmodified>Mon, 23 Nov 2026 00:00:00 GMT</d:getlastmodified>";
    const xml = multistatus(found("/a/", FOLDER) + found("https://host:1/a/100%25%20%C3%BC&amp;b", FILE + when));
    expect(await readAnswer(xml)).toEqual([
      expect.objectContaining({ path: ["a"], isFolder: true, size: undefined, modified: undefined }),
      expect.objectContaining({ path: ["a", "100% ü&b"], isFolder: false, size: 123 }),
    ]);
    expect((await readAnswer(xml))[1]?.modified?.toISOString()).toBe("2026-11-23T00:00:00.000Z");
  });

  it("keeps names and sizes as they are written", async () => {
    const name = `1234567890${"0".repeat(54)}`;
    const [entry] = await readAnswer(multistatus(found(`/${name}`, FILE)));
    expect(entry?.path).toEqual([name]);
  });

  it("takes more files than the parser takes signs in code by itself", async () => {
    const many = Array.from({ length: 5000 }, (_, i) => found(`/a/${i}&amp;&quot;`, FILE)).join("");
    expect(await readAnswer(multistatus(many))).toHaveLength(5000);
  });

  it("tells the room there is, and not that there is none where the server says it does not know", async () => {
    const room = (free: string): string => `${FOLDER}<d:quota-available-bytes>${free}</d:quota-available-bytes>`;
    expect((await readAnswer(multistatus(found("/", room("1000000000000")))))[0]?.freeBytes).toBe(1e12);
    for (const free of ["-3", "-1", "", "unlimited"]) {
      expect((await readAnswer(multistatus(found("/", room(free)))))[0]?.freeBytes, free).toBeUndefined();
    }
  });

  it("is not taken for an empty folder where it cannot be read", async () => {
    const failing = `<d:response><d:href>/a</d:href><d:status>HTTP/1.1 500 Oh</d:status></d:response>`;
    const nothing = found("/a", FILE).replace("200 OK", "403 No");
    for (const xml of [
      "",
      "<html>hello</html>",
      multistatus(failing),
      multistatus(nothing),
      multistatus("<d:response/>"),
    ]) {
      await expect(readAnswer(xml), xml).rejects.toThrow();
    }
  });

  it("leaves out what was removed meanwhile", async () => {
    const gone = `<d:response><d:href>/a/x</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>`;
    expect(await readAnswer(multistatus(found("/a/", FOLDER) + gone))).toHaveLength(1);
  });
});
