import { dateAndTime, number } from "../words/words";

/** Whatever a server tells, as people read it: times by the clock, people by name. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) {
    return "–";
  }
  if (typeof value === "number") {
    return number(value, 2);
  }
  if (typeof value === "object") {
    const { name, username } = value as { name?: string; username?: string };
    return name ?? username ?? JSON.stringify(value);
  }
  return /^\d{4}-\d\d-\d\dT/.test(String(value)) ? dateAndTime(String(value)) : String(value);
}
