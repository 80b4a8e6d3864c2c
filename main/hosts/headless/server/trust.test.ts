import { describe, expect, it } from "vitest";
import { isNavigation, isPrefetch, judge, type RequestFacts } from "./trust.ts";

const PORT = 4711;
const HOST = `127.0.0.1:${PORT}`;

/** A page of ours that asks for something. */
const PAGE: RequestFacts = {
  ...{ method: "POST", target: "/rpc/plans/list", hosts: [HOST], origin: `http://${HOST}` },
  ...{ fetchSite: "same-origin", fetchMode: "cors", hasSession: true, isStranger: false },
};
/** Somebody who typed the address, or followed a link from a terminal. */
const TYPED: RequestFacts = {
  ...{ method: "GET", target: "/", hosts: [HOST], fetchSite: "none", fetchMode: "navigate" },
  ...{ hasSession: true, isStranger: false },
};
const COMMAND: RequestFacts = {
  ...{ method: "POST", target: "/rpc/plans/list", hosts: [HOST], authorization: "Bearer right" },
  ...{ hasSession: false, isStranger: false },
};

function verdict(facts: RequestFacts) {
  return judge(facts, PORT, (text) => text === "right");
}

describe("who is answered", () => {
  it.each([
    ["a page of ours", PAGE, { as: "session", path: "/rpc/plans/list" }],
    ["a page of ours under the name localhost", on("localhost"), { as: "session", path: "/rpc/plans/list" }],
    ["a page of ours under the IPv6 address", on("[::1]"), { as: "session", path: "/rpc/plans/list" }],
    ["a page that reads, which sends no Origin", { ...PAGE, method: "GET", origin: undefined }, { as: "session" }],
    ["a typed address", TYPED, { as: "session", path: "/" }],
    ["an older browser, which says less", { ...TYPED, fetchSite: undefined, fetchMode: undefined }, { as: "session" }],
    ["the command line", COMMAND, { as: "command-line", path: "/rpc/plans/list" }],
    ["a link from a terminal", opening({}), { as: "opening", path: "/open" }],
    ["a link from another page", opening({ fetchSite: "cross-site" }), { as: "opening" }],
    ["a link in a browser that is let in", opening({ hasSession: true }), { as: "opening" }],
  ] as const)("%s", (_title, facts, expected) => {
    expect(verdict(facts)).toMatchObject(expected);
  });
});

describe("who is refused", () => {
  it.each([
    ["no session", { ...PAGE, hasSession: false }, "no-session"],
    ["no session, for a file", { ...TYPED, hasSession: false }, "no-session"],
    ["another user", { ...PAGE, isStranger: true }, "stranger"],
    ["another user with the secret", { ...COMMAND, isStranger: true }, "stranger"],
    ["a name that leads here", { ...PAGE, hosts: ["evil.example:4711"] }, "host"],
    ["the right name without the port", { ...TYPED, hosts: ["127.0.0.1"] }, "host"],
    ["another port", { ...TYPED, hosts: ["127.0.0.1:80"] }, "host"],
    ["another spelling of the address", { ...TYPED, hosts: ["127.1:4711"] }, "host"],
    ["two hosts", { ...TYPED, hosts: [HOST, "evil.example"] }, "host"],
    ["no host", { ...TYPED, hosts: [] }, "host"],
    ["a host and the secret", { ...COMMAND, hosts: ["evil.example"] }, "host"],
    ["a link under a foreign name", { ...opening({}), hosts: ["evil.example:4711"] }, "host"],
    ["a foreign origin", { ...PAGE, origin: "https://evil.example" }, "origin"],
    ["another port's origin", { ...PAGE, origin: "http://127.0.0.1:80" }, "origin"],
    ["our origin under the other name", { ...PAGE, origin: `http://localhost:${PORT}` }, "origin"],
    ["our origin over TLS", { ...PAGE, origin: `https://${HOST}` }, "origin"],
    ["an origin that hides", { ...PAGE, origin: "null" }, "origin"],
    ["a link posted from elsewhere", { ...opening({}), origin: "null", method: "POST" }, "origin"],
    ["a foreign page that reads", { ...PAGE, method: "GET", origin: undefined, fetchSite: "cross-site" }, "cross-site"],
    ["a page of another port", { ...PAGE, method: "GET", origin: undefined, fetchSite: "same-site" }, "cross-site"],
    ["a link from elsewhere to the window", { ...TYPED, fetchSite: "cross-site" }, "cross-site"],
    ["a change that does not say from where", { ...PAGE, origin: undefined }, "origin-missing"],
    ["a deletion that does not say from where", { ...PAGE, method: "DELETE", origin: undefined }, "origin-missing"],
    ["a wrong secret", { ...COMMAND, authorization: "Bearer wrong" }, "bearer"],
    ["another scheme", { ...COMMAND, authorization: "Basic right" }, "bearer"],
    ["no secret", { ...COMMAND, authorization: "Bearer " }, "bearer"],
    [
      "a wrong secret beside a session",
      { ...PAGE, origin: undefined, authorization: "Bearer x" },
      "bearer-with-origin",
    ],
    ["the secret from our own page", { ...PAGE, authorization: "Bearer right" }, "bearer-with-origin"],
    ["the secret from a browser", { ...COMMAND, fetchSite: "none" }, "bearer-with-origin"],
    ["OPTIONS, as before a foreign call", { ...PAGE, method: "OPTIONS" }, "method"],
    ["TRACE", { ...TYPED, method: "TRACE" }, "method"],
    ["PATCH", { ...PAGE, method: "PATCH" }, "method"],
    ["a link that is only looked at", { ...opening({}), method: "HEAD" }, "method"],
    ["a whole address as target", { ...TYPED, target: "http://evil.example/" }, "target"],
    ["a target that reads as a host", { ...TYPED, target: "//evil.example/" }, "target"],
    ["a target that is none", { ...TYPED, target: "*" }, "target"],
  ] as const)("%s", (_title, facts, reason) => {
    expect(verdict(facts)).toEqual({ refused: reason });
  });
});

describe("what a request is for", () => {
  it("knows a browser that only looks ahead", () => {
    expect(isPrefetch({ ...TYPED, purpose: "prefetch;prerender" })).toBe(true);
    expect(isPrefetch(TYPED)).toBe(false);
  });

  it("knows whether a person will read the answer", () => {
    expect(isNavigation(TYPED, undefined)).toBe(true);
    expect(isNavigation(PAGE, "text/html")).toBe(false);
    expect(isNavigation(COMMAND, "text/html,*/*")).toBe(true);
    expect(isNavigation(COMMAND, "*/*")).toBe(false);
  });
});

function on(name: string): RequestFacts {
  return { ...PAGE, hosts: [`${name}:${PORT}`], origin: `http://${name}:${PORT}` };
}

function opening(more: Partial<RequestFacts>): RequestFacts {
  return { ...TYPED, target: "/open?key=abc", hasSession: false, ...more };
}
