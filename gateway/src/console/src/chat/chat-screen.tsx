import { useEffect } from "preact/hooks";
import { toastFailure } from "../ui/toasts";
import { words } from "../words/words";
import { useWorkspace } from "../workspace";
import { ConversationList } from "./conversation-list";
import { ConversationView } from "./conversation-view";

/** The list of conversations and the one that is open; on narrow screens one of the two. */
export function ChatScreen({ conversation: key }: { conversation: string | undefined }) {
  const { chat, connection } = useWorkspace();
  const open = key ? chat.conversation(key) : null;
  const isReady = connection.session.value !== null;
  useEffect(() => {
    if (key) {
      chat.enter(key).catch(toastFailure);
    }
    return () => chat.leave();
  }, [key, isReady]);
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
