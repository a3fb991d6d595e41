import { useState } from "preact/hooks";
import { go } from "../ui/route";
import { toast, toastFailure } from "../ui/toasts";
import { dateAndTime, words } from "../words/words";
import { useWorkspace } from "../workspace";
import type { Notice, NoticeType } from "./inbox";
import { PreferencesForm } from "./preferences-form";

/** The inbox, what of it one wants, and a form that notifies others, as an ERP module does. */
export function NotificationsScreen() {
  const { inbox } = useWorkspace();
  const { notifications: text } = words.value;
  const notices = inbox.notices.value;
  const [isPending, setPending] = useState(false);
  const attempt = (action: Promise<void>) => {
    setPending(true);
    action.catch(toastFailure).finally(() => setPending(false));
  };
  return (
    <div class="screen two-columns">
      <section class="stack" aria-labelledby="inbox-title">
        <header class="screen-head">
          <h1 id="inbox-title">{text.title}</h1>
          <span class="hint">{text.unreadCount(inbox.unread.value)}</span>
          <span class="space" />
          <div class="segments" role="group" aria-label={text.filter}>
            <button aria-pressed={!inbox.onlyUnread.value} onClick={() => attempt(inbox.show(false))}>
              {text.all}
            </button>
            <button aria-pressed={inbox.onlyUnread.value} onClick={() => attempt(inbox.show(true))}>
              {text.unread}
            </button>
          </div>
          <button disabled={inbox.unread.value === 0} onClick={() => attempt(inbox.readAll())}>
            {text.readAll}
          </button>
        </header>
        {!inbox.isKept.value && <p class="banner warning">{text.notKept}</p>}
        <ul class="notices">
          {notices.map((notice) => (
            <NoticeItem key={notice.id} notice={notice} />
          ))}
        </ul>
        {notices.length === 0 && <p class="nothing">{text.empty}</p>}
        {inbox.next.value && (
          <button class="link older" disabled={isPending} onClick={() => attempt(inbox.loadMore())}>
            {text.more}
          </button>
        )}
      </section>
      <div class="stack">
        <SendForm />
        <PreferencesForm />
      </div>
    </div>
  );
}

function NoticeItem({ notice }: { notice: Notice }) {
  const { inbox } = useWorkspace();
  const { notifications: text } = words.value;
  const origin = [notice.module, notice.channel && `#${notice.channel}`, notice.user?.name].filter(Boolean).join(" · ");
  return (
    <li class={`notice ${notice.type}${notice.read ? "" : " is-unread"}`}>
      <div class="notice-text">
        <p>
          <span class="tag">{text.types[notice.type]}</span>
          {notice.urgent && <span class="tag urgent">{text.urgent}</span>} <strong>{notice.title}</strong>
        </p>
        <p>{notice.message}</p>
        <p class="hint">
          <time dateTime={notice.timestamp}>{dateAndTime(notice.timestamp)}</time>
          {origin && ` · ${origin}`}
        </p>
      </div>
      <div class="notice-actions">
        {notice.action && (
          <button onClick={() => openAction(notice)} title={notice.action}>
            {text.open}
          </button>
        )}
        {!notice.read && (
          <button aria-label={`${text.markRead}: ${notice.title}`} onClick={() => inbox.read(notice).catch(toastFailure)}>
            {text.markRead}
          </button>
        )}
      </div>
    </li>
  );
}

/** Where an action leads is a screen of the ERP; of those, this page has the records only. */
export function openAction(notice: Notice): void {
  const path = notice.action!.split("/").filter(Boolean);
  if (path[0] === "cadastros") {
    go("cadastros", ...path.slice(1));
  } else {
    toast("info", words.value.notifications.opens(notice.action!));
  }
}

/** What was not sent, unless something else is being written. */
function putBack(form: HTMLFormElement, given: FormData): void {
  if (!new FormData(form).get("title")) {
    for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[name]")) {
      if (field instanceof HTMLInputElement && field.type === "checkbox") {
        field.checked = given.has(field.name);
      } else {
        field.value = String(given.get(field.name) ?? "");
      }
    }
  }
}

function SendForm() {
  const { inbox, chat } = useWorkspace();
  const { notifications: text } = words.value;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    const value = (name: string) => String(given.get(name) ?? "").trim();
    const destination = value("destination");
    // Emptied at once, so that an answer that is late does not take what is written next.
    form.reset();
    inbox
      .send({
        ...(destination.startsWith("@") ? { to: destination.slice(1) } : { channel: destination }),
        type: value("type") as NoticeType,
        title: value("title"),
        message: value("message"),
        ...(value("action") && { action: value("action") }),
        ...(given.get("urgent") && { urgent: true }),
      })
      .catch((error) => {
        toastFailure(error);
        putBack(form, given);
      });
  };
  const people = [...chat.names.value];
  return (
    <section class="card" aria-labelledby="send-title">
      <h2 id="send-title">{text.send}</h2>
      <form onSubmit={send}>
        <div class="row">
          <label class="field">
            <span>{text.destination}</span>
            <select name="destination">
              {chat.channels.value.map(({ name, title }) => (
                <option key={name} value={name}>
                  # {title}
                </option>
              ))}
              {people.map(([userId, name]) => (
                <option key={userId} value={`@${userId}`}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            <span>{text.type}</span>
            <select name="type">
              {(["success", "info", "warning", "error"] as const).map((type) => (
                <option key={type} value={type}>
                  {text.types[type]}
                </option>
              ))}
            </select>
          </label>
        </div>
        <label class="field">
          <span>{text.titleField}</span>
          <input name="title" required maxLength={200} placeholder={text.titleExample} />
        </label>
        <label class="field">
          <span>{text.message}</span>
          <input name="message" required maxLength={2000} placeholder={text.messageExample} />
        </label>
        <div class="row end">
          <label class="field">
            <span>{text.action}</span>
            <input name="action" placeholder="/cadastros/pedidos" />
          </label>
          <label class="check">
            <input type="checkbox" name="urgent" />
            {text.urgent}
          </label>
        </div>
        <button class="primary">{text.sendAction}</button>
      </form>
    </section>
  );
}
