import { useState } from "preact/hooks";
import { Avatar } from "../ui/avatar";
import { Icon } from "../ui/icon";
import { href } from "../ui/route";
import { explain, words } from "../words/words";
import { useWorkspace } from "../workspace";
import { Composer } from "./composer";
import type { Conversation, Message } from "./conversation";
import { GroupDialog } from "./group-dialog";
import { MessageLine, MessageList } from "./message-list";

/** One open conversation. */
export function ConversationView({ conversation }: { conversation: Conversation }) {
  const { chat } = useWorkspace();
  const { chat: text } = words.value;
  const [found, setFound] = useState<Message[] | string | null>(null);
  const title = chat.titleOf(conversation.key);
  const channel = chat.channels.value.find(({ name }) => name === conversation.key);
  const [showsMembers, setShowsMembers] = useState(false);
  const search = (event: SubmitEvent) => {
    event.preventDefault();
    const sought = String(new FormData(event.currentTarget as HTMLFormElement).get("q")).trim();
    if (sought) {
      chat.search(conversation, sought).then(setFound, (error) => setFound(explain(error)));
    } else {
      setFound(null);
    }
  };
  return (
    <section class="conversation-view" aria-labelledby="conversation-title">
      <header class="conversation-head">
        <a class="back" href={href("chat")} aria-label={text.backToList}>
          <Icon name="back" />
        </a>
        {conversation.peer ? <Avatar name={title} small /> : <span class="hash" aria-hidden="true">#</span>}
        <div class="conversation-name">
          <h1 id="conversation-title">{title}</h1>
          {channel?.description && <small>{channel.description}</small>}
        </div>
        {channel?.kind === "group" && (
          <button class="plain" aria-label={text.members} title={text.members} onClick={() => setShowsMembers(true)}>
            <Icon name="people" />
          </button>
        )}
        <form class="search" role="search" onSubmit={search}>
          <input type="search" name="q" aria-label={text.search} placeholder={text.searchAction} />
          <button class="plain" aria-label={text.searchAction}>
            <Icon name="search" />
          </button>
        </form>
      </header>
      {showsMembers && <GroupDialog name={conversation.key} onClose={() => setShowsMembers(false)} />}
      {found !== null && <Found found={found} onClose={() => setFound(null)} />}
      <MessageList conversation={conversation} title={title} />
      <Composer conversation={conversation} title={title} />
    </section>
  );
}

function Found({ found, onClose }: { found: Message[] | string; onClose: () => void }) {
  const { chat: text } = words.value;
  return (
    <section class="found" aria-label={text.search}>
      <header>
        <strong role="status">
          {typeof found === "string" ? found : found.length ? text.results(found.length) : text.noResults}
        </strong>
        <button class="plain" aria-label={text.closeSearch} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {typeof found !== "string" && (
        <ol>
          {found.map((message) => (
            <MessageLine key={message.id} message={message} isFirst withDate />
          ))}
        </ol>
      )}
    </section>
  );
}
