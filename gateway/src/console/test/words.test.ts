import { describe, expect, test } from "vitest";
import { AUDIT_KINDS } from "../src/administration/audit";
import { en } from "../src/words/en";
import { pt } from "../src/words/pt";
import { endings, enumOf, fieldsOf, tokenCodes } from "./public-vocabulary";

describe.each([
  ["Portuguese", pt],
  ["English", en],
])("in %s", (_, words) => {
  test.each([...enumOf("Code"), ...endings(), ...tokenCodes()])("the refusal %s has words", (code) => {
    expect(code === "unknown_event" ? words.failure.missing : words.failure[code]).toBeTruthy();
  });

  test.each([...fieldsOf("Settings"), ...fieldsOf("Access")])("the field %s has words", (field) => {
    expect(words.figures[field]).toBeTruthy();
  });

  test.each(enumOf("AuditKind"))("the audit's kind %s has words", (kind) => {
    expect(words.audit.kinds[kind]).toBeTruthy();
  });
});

test("the audit's kinds to choose from are those there are", () => {
  expect([...AUDIT_KINDS].sort()).toEqual(enumOf("AuditKind").sort());
});

test("what is said in one language is said in the other", () => {
  expect(paths(en)).toEqual(paths(pt));
});

function paths(words: object, prefix = ""): string[] {
  return Object.entries(words)
    .flatMap(([name, value]) => (typeof value === "object" ? paths(value, `${prefix}${name}.`) : [prefix + name]))
    .sort();
}
