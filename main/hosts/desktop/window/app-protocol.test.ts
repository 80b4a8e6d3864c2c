import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { tempFolder } from "../../../../tests/support/temp-folder.ts";
import { AppFiles } from "./app-protocol.ts";
import { originOf } from "./origin.ts";

const PAGE = '<meta property="csp-nonce" nonce="CSP_NONCE"><script nonce="CSP_NONCE" src="/assets/a.js"></script>';

let files: AppFiles;
beforeAll(() => {
  const folder = tempFolder();
  mkdirSync(join(folder, "renderer/assets"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(folder, "renderer/index.html"), PAGE);
  writeFileSync(join(folder, "renderer/assets/a.js"), "1;");
  files = new AppFiles(join(folder, "renderer"));
  writeFileSync(join(folder, "renderer/late.js"), "2;");
});

const answer = (url: string, method = "GET") => files.answer({ url, method });

describe("the window's own protocol", () => {
  it("gives the page with a new nonce each time, which is in its policy and in its tags", async () => {
    const [first, second] = [await answer("app://holdfast/"), await answer("app://holdfast/plans/p1")];
    const policies = [first, second].map(({ headers }) => headers.get("content-security-policy") ?? "");
    const nonces = policies.map((policy) => /'nonce-([^']+)'/.exec(policy)?.[1] ?? "");
    expect(new Set(nonces).size).toBe(2);
    expect(policies.join()).not.toContain("unsafe");
    expect(policies[0]).toContain("default-src 'none'");
    const text = await first.text();
    expect(text).toBe(PAGE.replaceAll("CSP_NONCE", nonces[0] as string));
    expect(first.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(first.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("gives the files of the window as what they are", async () => {
    const script = await answer("app://holdfast/assets/a.js");
    expect([script.status, script.headers.get("content-type"), await script.text()]).toEqual([
      200,
      "text/javascript; charset=utf-8",
      "1;",
    ]);
  });

  it.each([
    ["another host", "app://other/assets/a.js", "GET", 404],
    ["a file that is not there", "app://holdfast/assets/b.js", "GET", 404],
    ["a file that was not there at the start", "app://holdfast/late.js", "GET", 404],
    ["a file outside", "app://holdfast/%2e%2e%2fsecret.txt", "GET", 404],
    ["something to be changed", "app://holdfast/", "POST", 405],
  ])("refuses %s", async (_title, url, method, status) => {
    expect((await answer(url, method)).status).toBe(status);
  });

  it("gives nothing but the window's files, whatever is asked for", async () => {
    await fc.assert(
      fc.asyncProperty(fc.webPath(), async (path) => {
        expect(await (await answer(`app://holdfast/../${path}`)).text()).not.toBe("secret");
      }),
    );
  });
});

describe("the origin of an address", () => {
  it.each([
    ["app://holdfast/plans?x", "app://holdfast"],
    ["https://example.org:8443/x", "https://example.org:8443"],
    ["file:///etc/passwd", undefined],
    ["about:blank", undefined],
    ["javascript:alert(1)", undefined],
    ["app://holdfast.evil/", "app://holdfast.evil"],
    ["no address", undefined],
  ])("of %s is %s", (address, origin) => {
    expect(originOf(address)).toBe(origin);
  });
});
