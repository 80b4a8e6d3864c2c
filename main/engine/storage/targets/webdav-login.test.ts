import { describe, expect, it } from "vitest";
import { chooseChallenge, digestLogin } from "./webdav-login.ts";

// The example of RFC 7616, section 3.9.1.
const NONCE =
  'realm="http-auth@example.org", qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"';
const OPAQUE = 'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const digest = (algorithm: string): string => `Digest ${NONCE}, algorithm=${algorithm}, ${OPAQUE}`;
const LOGIN = { user: "Mufasa", password: "Circle of Life" };
const REQUEST = { method: "GET", path: "/dir/index.html" };
const CLIENT_NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

function answerTo(header: string, count = 1): string {
  const challenge = chooseChallenge(header);
  if (challenge?.scheme !== "digest") throw new Error("no digest");
  return digestLogin(challenge, LOGIN, REQUEST, count, CLIENT_NONCE);
}

describe("a Digest login", () => {
  it("is the one of the RFC's example", () => {
    expect(answerTo(digest("MD5"))).toContain('response="8ca523f5e9506fed4657c9700eebdbec"');
    const sha256 = answerTo(digest("SHA-256"));
    expect(sha256).toContain('response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"');
    expect(sha256).toContain("algorithm=SHA-256");
    expect(sha256).toContain("qop=auth, nc=00000001");
  });

  it("counts, and never holds the password", () => {
    expect(answerTo(digest("MD5"), 255)).toContain("nc=000000ff");
    expect(answerTo(digest("MD5"))).not.toContain("Circle");
  });

  it("is that of old servers where they do not say how to protect it", () => {
    const old = answerTo('Digest realm="r", nonce="n"');
    expect(old).not.toContain("nc=");
    expect(old).toMatch(/response="[0-9a-f]{32}"$/);
  });
});

describe("the way to log in", () => {
  it("is the best that is offered, in whatever order", () => {
    const [md5, sha, basic] = [digest("MD5"), digest("SHA-256"), 'Basic realm="a, Digest b", charset="UTF-8"'];
    for (const header of [`${md5}, ${sha}, ${basic}`, `${basic}, ${sha}, ${md5}`]) {
      expect(chooseChallenge(header)).toMatchObject({ scheme: "digest", algorithm: "SHA-256", isStale: false });
    }
    expect(chooseChallenge(`${basic}, ${md5}`)).toMatchObject({ scheme: "digest", algorithm: "MD5" });
    expect(chooseChallenge(basic)).toEqual({ scheme: "basic" });
    expect(chooseChallenge("basic")).toEqual({ scheme: "basic" });
  });

  it("is none where the server wants something else", () => {
    const others = ["", "Negotiate", 'Bearer realm="x"', `Digest ${NONCE}, algorithm=SHA-512-256`];
    for (const header of [...others, 'Digest realm="r", nonce="n", qop="auth-int"']) {
      expect(chooseChallenge(header), header).toBeUndefined();
    }
  });

  it("hears that only the nonce was too old", () => {
    expect(chooseChallenge(`${digest("MD5")}, stale=TRUE`)).toMatchObject({ isStale: true });
  });
});
