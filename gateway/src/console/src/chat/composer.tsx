import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../ui/icon";
import { words } from "../words/words";
import { useWorkspace } from "../workspace";
import type { Conversation } from "./conversation";

const STOPPED_WRITING = 4000;
const LONGEST = 10_000;

/** Where messages are written. Enter sends, Shift+Enter breaks the line; without connection they are kept. */
export function Composer({ conversation, title }: { conversation: Conversation; title: string }) {
  const { chat, connection } = useWorkspace();
  const { chat: text } = words.value;
  const [draft, setDraft] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const write = (value: string) => {
    setDraft(value);
    clearTimeout(timer.current);
    chat.writes(conversation, value !== "");
    if (value) {
      timer.current = setTimeout(() => chat.writes(conversation, false), STOPPED_WRITING);
    }
  };
  const send = (event: Event) => {
    event.preventDefault();
    if (draft.trim()) {
      chat.say(conversation, draft.trim());
      clearTimeout(timer.current);
      setDraft("");
    }
  };
  const typing = [...conversation.typing.value.keys()].map((userId) => (chat.names.value.get(userId) ?? userId).split(" ")[0]!);
  return (
    <form class="composer" onSubmit={send}>
      <p class="typing" aria-live="polite">
        {typing.length > 0 ? text.typing(typing) : connection.isConnected || connection.session.value === null ? "" : text.offline}
      </p>
      <div class="composer-row">
        <textarea
          rows={1}
          maxLength={LONGEST}
          aria-label={text.writeLabel(title)}
          placeholder={text.write}
          value={draft}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
              send(event);
            }
          }}
        />
        <button class="primary" aria-label={text.send} disabled={!draft.trim()}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
