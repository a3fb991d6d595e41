import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** Closes a popup by Escape, which gives the focus back, and by a press anywhere else. */
export function useLightDismiss(popup: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const press = ({ target }: PointerEvent) => {
      if (popup.current?.open && !popup.current.contains(target as Node)) {
        popup.current.open = false;
      }
    };
    const key = ({ key }: KeyboardEvent) => {
      if (key === "Escape" && popup.current?.open) {
        popup.current.open = false;
        popup.current.querySelector("summary")?.focus();
      }
    };
    document.addEventListener("pointerdown", press);
    document.addEventListener("keydown", key);
    return () => {
      document.removeEventListener("pointerdown", press);
      document.removeEventListener("keydown", key);
    };
  }, []);
}
