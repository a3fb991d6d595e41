/** What is switched and bounded: yes and no, numbers and texts, in groups. */
export type Switches = { [name: string]: unknown };

/**
 * What a form made of `values` says now, its fields named by their path. A field that was emptied is left out, which to the server means
 * as the installation has it; as a number it would be 0, which means any.
 */
export function readSwitches(values: Switches, given: FormData, prefix = ""): Switches {
  const read: Switches = {};
  for (const [name, value] of Object.entries(values)) {
    const entry = given.get(prefix + name);
    if (isGroup(value)) {
      read[name] = readSwitches(value, given, `${prefix}${name}.`);
    } else if (typeof value === "boolean") {
      read[name] = entry !== null;
    } else if (entry === null) {
      read[name] = value;
    } else if (String(entry).trim()) {
      read[name] = typeof value === "number" ? Number(entry) : entry;
    }
  }
  return read;
}

export function isGroup(value: unknown): value is Switches {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
