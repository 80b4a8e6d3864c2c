import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type AccessField, optionName, TARGET_TYPES, type TargetType } from "../../../shared/targets/index.ts";

const PAGE = readFileSync(new URL("../../../docs/manual/targets.md", import.meta.url), "utf8");

/** The lines of the manual's table about one field. */
function row(type: TargetType, field: AccessField): string {
  const { name, label, kind, variables = [] } = field;
  const cells = [
    `\`${name}\``,
    label,
    variables.map((variable) => `\`${variable}\``).join(", "),
    kind === "secret" ? "secret" : `\`${optionName(type, field)}\``,
  ];
  return `| ${cells.join(" | ")} |`;
}

/** The part of the page below a heading that names a type in brackets. */
function section(type: TargetType): string {
  const [, text] = PAGE.split(new RegExp(`^## .*\\(\`${type}:\`\\)$`, "m"));
  return text?.split(/^## /m)[0] ?? "";
}

describe("the manual's page on places", () => {
  it.each(TARGET_TYPES.filter(({ isRemote }) => isRemote).map(({ type }) => type))("has all that %s takes", (type) => {
    const { fields, example } = TARGET_TYPES.find((each) => each.type === type) ?? { fields: [], example: "" };
    const rows = section(type)
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    expect(rows).toEqual(fields.map((field) => row(type, field)));
    for (const one of example.split(", ")) expect(section(type)).toContain(`\`${one}\``);
  });
});
