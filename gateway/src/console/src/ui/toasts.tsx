import { signal } from "@preact/signals";
import { explain, words } from "../words/words";
import { Icon } from "./icon";

export type Tone = "info" | "success" | "warning" | "error";

interface Toast {
  id: number;
  tone: Tone;
  title: string;
  text: string;
  urgent: boolean;
  onOpen?: (() => void) | undefined;
}

const SHOWN = 7000;
const MOST = 4;

const toasts = signal<Toast[]>([]);
let last = 0;

/** Shows a line for some seconds; urgent ones stay until they are closed. */
export function toast(tone: Tone, title: string, text = "", urgent = false, onOpen?: () => void): void {
  const id = ++last;
  toasts.value = [...toasts.value, { id, tone, title, text, urgent, onOpen }].slice(-MOST);
  if (!urgent) {
    setTimeout(() => close(id), SHOWN);
  }
}

/** For actions whose failure is worth a line and no more. */
export function toastFailure(error: unknown): void {
  toast("error", explain(error));
}

function close(id: number): void {
  toasts.value = toasts.value.filter((each) => each.id !== id);
}

export function Toasts() {
  return (
    <div class="toasts" role="region" aria-label={words.value.navigation.notifications} aria-live="polite">
      {toasts.value.map(({ id, tone, title, text, urgent, onOpen }) => (
        <div key={id} class={`toast ${tone}`} role={urgent ? "alert" : undefined}>
          <div class="toast-text">
            <strong>{title}</strong>
            {text && <span>{text}</span>}
            {onOpen && (
              <button class="link" onClick={() => (close(id), onOpen())}>
                {words.value.start.open}
              </button>
            )}
          </div>
          <button class="plain" aria-label={`${words.value.common.close}: ${title}`} onClick={() => close(id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
