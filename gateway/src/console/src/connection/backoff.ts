import type { Refused } from "./refused";

const FIRST = 500;
const LONGEST = 30_000;

/**
 * Milliseconds to wait before what was refused for now is tried again: what the server asked for when it did, otherwise twice as long each
 * time. Up to half as much is added by chance, so that those who were refused together do not come back together.
 */
export function backoff(refused: Refused, failures: number, chance: () => number = Math.random): number {
  const asked = refused.retryAfterMs;
  const wait = asked ?? Math.min(LONGEST, FIRST * 2 ** Math.min(failures, 16));
  return Math.round(wait * (1 + chance() / 2));
}
