import { words } from "../words/words";

/** What is on its way. Until it is there its place is marked as busy, which assistive programs, and tests, wait for. */
export function Loading({ large = false }: { large?: boolean }) {
  return (
    <p class={large ? "nothing" : "hint"} aria-busy="true">
      {words.value.common.loading}
    </p>
  );
}
