import { words } from "../words/words";
import type { Status } from "./presence";

/** A status by shape, colour and word, so that nobody has to tell colours apart. */
export function StatusMark({ status, withWord = false }: { status: Status; withWord?: boolean }) {
  const word = words.value.presence.status[status];
  return (
    <span class="status">
      <i class={`status-mark ${status}`} aria-hidden="true" />
      {withWord ? word : <span class="visually-hidden">{word}</span>}
    </span>
  );
}
