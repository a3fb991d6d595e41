import { signal } from "@preact/signals";

function current(): string[] {
  return location.hash.replace(/^#\/?/, "").split("/").filter(Boolean).map(decodeURIComponent);
}

/** The parts of the address after `#/`; screens are addresses, so that going back works and a screen can be linked to. */
export const route = signal<string[]>(current());

addEventListener("hashchange", () => (route.value = current()));

export function href(...parts: string[]): string {
  return `#/${parts.map(encodeURIComponent).join("/")}`;
}

export function go(...parts: string[]): void {
  location.hash = href(...parts);
}
