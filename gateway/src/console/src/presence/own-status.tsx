import { useRef } from "preact/hooks";
import { Avatar } from "../ui/avatar";
import { useLightDismiss } from "../ui/light-dismiss";
import { toastFailure } from "../ui/toasts";
import { words } from "../words/words";
import { useWorkspace } from "../workspace";
import type { Status } from "./presence";
import { StatusMark } from "./status-mark";

const STATUSES: Status[] = ["online", "away", "busy", "offline"];

/** The signed-in user, and a menu to choose how others see them. */
export function OwnStatus() {
  const { me, presence } = useWorkspace();
  const { presence: text, chat } = words.value;
  const menu = useRef<HTMLDetailsElement>(null);
  useLightDismiss(menu);
  const own = presence.own;
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    presence.choose(given.get("status") as Status, String(given.get("message")).trim()).then(() => {
      menu.current!.open = false;
    }, toastFailure);
  };
  return (
    <details class="me-menu" ref={menu} name="top">
      <summary class="me">
        <span class="visually-hidden">{text.own}: </span>
        <Avatar name={me.name} small />
        <span>
          <strong>{me.name}</strong>
          <small>
            {own ? <StatusMark status={own.status} withWord /> : me.tenant}
            {own?.message && ` · ${own.message}`}
          </small>
        </span>
      </summary>
      <div class="popup right">
        {presence.isMissing.value ? (
          <p class="hint">{words.value.failure.missing}</p>
        ) : (
          <form onSubmit={save} key={own?.status}>
            <fieldset>
              <legend>{text.own}</legend>
              {STATUSES.map((status) => (
                <label class="check" key={status}>
                  <input type="radio" name="status" value={status} defaultChecked={status === (own?.status ?? "online")} />
                  <i class={`status-mark ${status}`} aria-hidden="true" />
                  {status === "offline" ? text.appearOffline : text.status[status]}
                </label>
              ))}
            </fieldset>
            <label class="field">
              <span>{text.message}</span>
              <input name="message" maxLength={140} defaultValue={own?.message ?? ""} />
            </label>
            <button class="primary">{chat.save}</button>
          </form>
        )}
      </div>
    </details>
  );
}
