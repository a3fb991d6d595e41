import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Avatar } from "../ui/avatar";
import { Icon } from "../ui/icon";
import { Loading } from "../ui/loading";
import { toastFailure } from "../ui/toasts";
import { dateAndTime, day, explain, time, words } from "../words/words";
import { useWorkspace } from "../workspace";
import type { Conversation, Message } from "./conversation";
import type { Outgoing } from "./outbox";

const SAME_BREATH = 5 * 60_000;
const NEAR_END = 60;
const NEAR_BEGINNING = 80;

/** The messages, oldest above; scrolling up loads earlier ones, and what is new keeps the end in sight when it was. */
export function MessageList({ conversation, title }: { conversation: Conversation; title: string }) {
  const { chat, me } = useWorkspace();
  const { chat: text } = words.value;
  const messages = conversation.messages.value;
  const waiting = chat.outbox.messages.value.filter((each) => each.conversation === conversation.key);
  const scroller = useScroll(conversation, `${messages[0]?.id}${messages.at(-1)?.id}${waiting.length}`);
  const seen = seenBy(conversation, messages, me.userId).map((id) => chat.names.value.get(id) ?? id);
  return (
    <div class="messages" ref={scroller.element} onScroll={scroller.onScroll} tabIndex={0} role="log" aria-label={text.conversation(title)}>
      {conversation.older.value ? (
        <button class="link older" onClick={() => chat.loadOlder(conversation).catch(toastFailure)}>
          {conversation.loading.value ? text.loading : text.older}
        </button>
      ) : (
        <Beginning conversation={conversation} />
      )}
      <ol>
        {messages.map((message, index) => {
          const before = messages[index - 1];
          const isNewDay = !before || day(before.timestamp) !== day(message.timestamp);
          const isUnreadFrom = before !== undefined && before.id === conversation.readUpTo.value;
          return [
            isNewDay && <Divider key={`day-${message.id}`} text={day(message.timestamp)} />,
            isUnreadFrom && <Divider key="unread" text={text.newFrom} strong />,
            <MessageLine
              key={message.id}
              message={message}
              isFirst={isNewDay || isUnreadFrom || !continues(before, message)}
              isOwn={message.from.userId === me.userId}
            />,
          ];
        })}
        {waiting.map((message) => (
          <WaitingLine key={message.clientMsgId} message={message} />
        ))}
      </ol>
      {seen.length > 0 && <p class="seen">{text.seenBy(seen)}</p>}
    </div>
  );
}

/** What is above the oldest message that is known, when there are none before it. */
function Beginning({ conversation }: { conversation: Conversation }) {
  const { chat } = useWorkspace();
  const { chat: text, failure: failureText } = words.value;
  const failure = conversation.failure.value;
  if (failure) {
    return (
      <div class="banner error" role="alert">
        <span>{explain(failure)}</span>
        <button onClick={() => chat.enter(conversation.key).catch(toastFailure)}>{failureText.retry}</button>
      </div>
    );
  }
  return conversation.loaded.value ? <p class="beginning">{conversation.newest ? text.beginning : text.empty}</p> : <Loading />;
}

function Divider({ text, strong = false }: { text: string; strong?: boolean }) {
  return (
    <li class={strong ? "divider strong" : "divider"}>
      <span>{text}</span>
    </li>
  );
}

interface LineProps {
  message: Message;
  isFirst: boolean;
  isOwn?: boolean;
  withDate?: boolean;
}

export function MessageLine({ message, isFirst, isOwn = false, withDate = false }: LineProps) {
  const { chat, isAdministrator } = useWorkspace();
  const { chat: text } = words.value;
  const [draft, setDraft] = useState<string | null>(null);
  const mayChange = (isOwn || isAdministrator) && !message.deleted && !withDate;
  const save = (event: Event) => {
    event.preventDefault();
    chat.edit(message, draft!).then(() => setDraft(null), toastFailure);
  };
  const remove = () => {
    if (confirm(text.reallyRemove)) {
      chat.remove(message).catch(toastFailure);
    }
  };
  return (
    <li class={`message${isFirst ? " first" : ""}${isOwn ? " own" : ""}`} data-id={message.id}>
      {isFirst && <Avatar name={message.from.name} />}
      <div class="message-body">
        {isFirst && (
          <p class="by">
            <strong>{message.from.name}</strong> <time dateTime={message.timestamp}>{withDate ? dateAndTime(message.timestamp) : time(message.timestamp)}</time>
          </p>
        )}
        {draft !== null ? (
          <form class="edit" onSubmit={save}>
            <textarea aria-label={text.edit} value={draft} onInput={(event) => setDraft(event.currentTarget.value)} />
            <button class="primary">{text.save}</button>
            <button type="button" onClick={() => setDraft(null)}>
              {text.cancel}
            </button>
          </form>
        ) : (
          <p class={message.deleted ? "text gone" : "text"}>
            {message.deleted ? text.deleted : message.text}
            {message.editedAt && !message.deleted && <small> ({text.edited})</small>}
          </p>
        )}
      </div>
      {!isFirst && (
        <time class="beside" dateTime={message.timestamp}>
          {time(message.timestamp)}
        </time>
      )}
      {mayChange && draft === null && (
        <span class="message-actions">
          <button class="plain" aria-label={`${text.edit}: ${message.text.slice(0, 40)}`} onClick={() => setDraft(message.text)}>
            <Icon name="edit" />
          </button>
          <button class="plain" aria-label={`${text.remove}: ${message.text.slice(0, 40)}`} onClick={remove}>
            <Icon name="bin" />
          </button>
        </span>
      )}
    </li>
  );
}

function WaitingLine({ message }: { message: Outgoing }) {
  const { chat, me } = useWorkspace();
  const { chat: text, failure } = words.value;
  return (
    <li class="message first own waiting">
      <Avatar name={me.name} />
      <div class="message-body">
        <p class="by">
          <strong>{me.name}</strong>{" "}
          <small class={message.refused ? "bad" : ""}>
            {message.refused ? `${text.refused}: ${failure[message.refused] ?? message.refused}` : text.waiting}
          </small>
        </p>
        <p class="text">{message.text}</p>
        {message.refused && (
          <button class="link" onClick={() => chat.outbox.discard(message.clientMsgId)}>
            {text.discard}
          </button>
        )}
      </div>
    </li>
  );
}

function continues(before: Message | undefined, message: Message): boolean {
  return (
    before !== undefined &&
    before.from.userId === message.from.userId &&
    Date.parse(message.timestamp) - Date.parse(before.timestamp) < SAME_BREATH
  );
}

/** Who has read up to the newest message, when that is one's own. */
function seenBy(conversation: Conversation, messages: Message[], me: string): string[] {
  const newest = messages.at(-1);
  return newest?.from.userId === me
    ? [...conversation.reads.value].filter(([, id]) => id === newest.id).map(([userId]) => userId)
    : [];
}

/** Keeps the end in sight while it is, and the same messages in sight when earlier ones come above them. */
function useScroll(conversation: Conversation, content: string) {
  const { chat } = useWorkspace();
  const element = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const height = useRef(0);
  const firstId = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const box = element.current!;
    const first = conversation.messages.value[0]?.id;
    if (atEnd.current) {
      box.scrollTop = box.scrollHeight;
    } else if (first !== firstId.current) {
      box.scrollTop += box.scrollHeight - height.current;
    }
    firstId.current = first;
    height.current = box.scrollHeight;
  }, [content]);
  const onScroll = () => {
    const box = element.current!;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
    if (box.scrollTop < NEAR_BEGINNING && !atEnd.current) {
      chat.loadOlder(conversation).catch(toastFailure);
    }
  };
  return { element, onScroll };
}
