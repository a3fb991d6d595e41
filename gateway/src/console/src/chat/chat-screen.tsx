import { useEffect, useState } from "preact/hooks";
import { toastFailure } from "../ui/toasts";
import { words } from "../words/words";
import { useWorkspace } from "../workspace";
import { ConversationList } from "./conversation-list";
import { ConversationView } from "./conversation-view";
import type { Conversation } from "./conversation";

/** The list of conversations and the one that is open; on narrow screens one of the two. */
export function ChatScreen({ conversation: key }: { conversation: string | undefined }) {
  const { chat } = useWorkspace();
  const open = useOpenConversation(key);
  useEffect(() => {
    const look = () => open && chat.read(open);
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [open]);
  return (
    <div class={key ? "chat has-open" : "chat"}>
      <ConversationList open={key} />
      {open ? <ConversationView key={open.key} conversation={open} /> : <p class="nothing">{words.value.chat.choose}</p>}
    </div>
  );
}

function useOpenConversation(key: string | undefined): Conversation | null {
  const { chat, connection } = useWorkspace();
  const [open, setOpen] = useState<Conversation | null>(null);
  const isReady = connection.session.value !== null;
  useEffect(() => {
    if (key) {
      setOpen(chat.conversation(key));
      chat.enter(key).catch(toastFailure);
    } else {
      setOpen(null);
    }
    return () => chat.leave();
  }, [key, isReady]);
  return open;
}
