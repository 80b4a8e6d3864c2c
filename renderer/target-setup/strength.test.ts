import { describe, expect, it } from "vitest";
import { strengthOf } from "./strength.ts";

describe("the strength of a passphrase", () => {
  it.each([
    ["abc123", "Too short"],
    ["password1", "Weak"],
    ["aaaaaaaaaaaaaaaa", "Weak"],
    ["1234567890123456", "Weak"],
    ["summer holiday", "Weak"],
    ["summer holiday beach house", "Fair"],
    ["summer holiday beach house Ada", "Good"],
    ["correct horse battery staple lamp river", "Strong"],
    ["summer summer summer summer summer", "Weak"],
    ["k7#Qz!mW", "Good"],
    ["k7#Qz!mW2$pLx9", "Strong"],
  ])("of “%s” is %s", (passphrase, word) => {
    expect(strengthOf(passphrase).word).toBe(word);
  });

  it("counts characters, not the halves of a surrogate pair", () => {
    expect(strengthOf("🐎🔋🖇🏠🐎🔋🖇").word).toBe("Too short");
  });
});
