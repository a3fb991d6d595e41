import { readFileSync } from "node:fs";

const GATEWAY = new URL("../../main/", import.meta.url);

function source(path: string): string {
  return readFileSync(new URL(path, GATEWAY), "utf8");
}

/** The lines below a schema of the OpenAPI document. */
function schema(name: string): string {
  const found = new RegExp(`^    ${name}:\\n((?:      .*\\n)+)`, "m").exec(source("resources/openapi.yaml"));
  return found![1]!;
}

/** The words of a schema that is an enum, in one line or one a line. */
export function enumOf(name: string): string[] {
  const [, words] = /enum:\s*(\[[^\]]*\]|(?:\s+- .*\n)+)/.exec(schema(name))!;
  return words!.match(/[a-z_]+/g)!;
}

/** The fields of a schema, those of its groups too. */
export function fieldsOf(name: string): string[] {
  const ofYaml = ["type", "description", "properties", "required", "additionalProperties", "items"];
  return [...schema(name).matchAll(/^\s+(\w+):/gm)].map(([, field]) => field!).filter((field) => !ofYaml.includes(field));
}

/** Why a session ends, as the AsyncAPI document has it. */
export function endings(): string[] {
  const [, words] = /required: \[reason\], properties: \{ reason: \{ enum: \[([^\]]+)\]/.exec(source("resources/asyncapi.yaml"))!;
  return words!.split(",").map((word) => word.trim());
}

/** The codes by which a token is refused. */
export function tokenCodes(): string[] {
  const [, body] = /enum Code \{([\s\S]*?);/.exec(source("java/io/arauto/gateway/auth/TokenRefused.java"))!;
  return [...body!.matchAll(/^\s+([A-Z_]+)\b/gm)].map(([, code]) => code!.toLowerCase());
}
