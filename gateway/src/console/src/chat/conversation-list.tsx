import { useState } from "preact/hooks";
import { Avatar } from "../ui/avatar";
import { StatusMark } from "../presence/status-mark";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { go, href } from "../ui/route";
import { toastFailure } from "../ui/toasts";
import { words } from "../words/words";
import { useWorkspace } from "../workspace";

/** Channels, groups and direct conversations, each with what is unread. */
export function ConversationList({ open }: { open: string | undefined }) {
  const { chat } = useWorkspace();
  const [dialog, setDialog] = useState<"direct" | "group" | null>(null);
  const { chat: text } = words.value;
  const channels = chat.channels.value.filter((channel) => channel.kind !== "group");
  const groups = chat.channels.value.filter((channel) => channel.kind === "group");
  return (
    <div class="conversations">
      <Section title={text.channels} keys={channels.map(({ name }) => name)} open={open} />
      <Section title={text.groups} keys={groups.map(({ name }) => name)} open={open} add={() => setDialog("group")} addLabel={text.newGroup} />
      <Section
        title={text.direct}
        keys={chat.peers.value.map((userId) => `@${userId}`)}
        open={open}
        add={() => setDialog("direct")}
        addLabel={text.newDirect}
      />
      {dialog === "direct" && <NewDirect onClose={() => setDialog(null)} />}
      {dialog === "group" && <NewGroup onClose={() => setDialog(null)} />}
    </div>
  );
}

interface SectionProps {
  title: string;
  keys: string[];
  open: string | undefined;
  add?: () => void;
  addLabel?: string;
}

function Section({ title, keys, open, add, addLabel }: SectionProps) {
  return (
    <section aria-label={title}>
      <h2 class="section-title">
        {title}
        {add && (
          <button class="plain" aria-label={addLabel} title={addLabel} onClick={add}>
            <Icon name="plus" />
          </button>
        )}
      </h2>
      <ul>
        {keys.map((key) => (
          <Entry key={key} name={key} isOpen={key === open} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ name, isOpen }: { name: string; isOpen: boolean }) {
  const { chat } = useWorkspace();
  const conversation = chat.conversation(name);
  const unread = conversation.unread.value;
  const title = chat.titleOf(name);
  const newest = conversation.newest;
  return (
    <li>
      <a class={unread ? "conversation has-unread" : "conversation"} href={href("chat", name)} aria-current={isOpen ? "true" : undefined}>
        {conversation.peer ? <PeerAvatar userId={conversation.peer} name={title} /> : <span class="hash" aria-hidden="true">#</span>}
        <span class="conversation-text">
          <span class="name">{title}</span>
          {newest && <small>{newest.deleted ? words.value.chat.deleted : newest.text}</small>}
        </span>
        {unread > 0 && (
          <b class="count">
            <span aria-hidden="true">{unread}</span>
            <span class="visually-hidden">{words.value.chat.unread(unread)}</span>
          </b>
        )}
      </a>
    </li>
  );
}

function PeerAvatar({ userId, name }: { userId: string; name: string }) {
  const status = useWorkspace().presence.statusOf(userId);
  return (
    <span class="with-status">
      <Avatar name={name} small />
      {status && <StatusMark status={status} />}
    </span>
  );
}

function NewDirect({ onClose }: { onClose: () => void }) {
  const { chat, me } = useWorkspace();
  const { chat: text } = words.value;
  const known = [...chat.names.value].filter(([userId]) => userId !== me.userId);
  const begin = (userId: string) => {
    onClose();
    go("chat", `@${userId}`);
  };
  return (
    <Dialog title={text.newDirect} onClose={onClose}>
      <ul class="people-list">
        {known.map(([userId, name]) => (
          <li key={userId}>
            <button class="person" onClick={() => begin(userId)}>
              <Avatar name={name} small />
              <strong>{name}</strong>
            </button>
          </li>
        ))}
      </ul>
      <form
        class="row end"
        onSubmit={(event) => {
          event.preventDefault();
          const userId = String(new FormData(event.currentTarget).get("user")).trim();
          if (userId) {
            begin(userId);
          }
        }}
      >
        <label class="field">
          <span>{text.personHint}</span>
          <input name="user" required />
        </label>
        <button>{words.value.start.open}</button>
      </form>
    </Dialog>
  );
}

function NewGroup({ onClose }: { onClose: () => void }) {
  const { chat, me } = useWorkspace();
  const { chat: text } = words.value;
  const known = [...chat.names.value].filter(([userId]) => userId !== me.userId);
  const create = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const title = String(form.get("title")).trim();
    try {
      const name = await chat.createGroup(nameFrom(title), title, form.getAll("member").map(String));
      onClose();
      go("chat", name);
    } catch (error) {
      toastFailure(error);
    }
  };
  return (
    <Dialog title={text.newGroup} onClose={onClose}>
      <form onSubmit={create}>
        <label class="field">
          <span>{text.groupTitle}</span>
          <input name="title" required maxLength={80} />
        </label>
        <fieldset>
          <legend>{text.members}</legend>
          {known.map(([userId, name]) => (
            <label class="check" key={userId}>
              <input type="checkbox" name="member" value={userId} />
              {name}
            </label>
          ))}
        </fieldset>
        <button class="primary">{text.create}</button>
      </form>
    </Dialog>
  );
}

/** A channel name made of a title: `Reunião de Vendas` → `reuniao-de-vendas-x3k9`. */
function nameFrom(title: string): string {
  const plain = title
    .normalize("NFD")
    .replace(/[^\w ]/g, "")
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  return `${plain.slice(0, 60) || "grupo"}-${Math.random().toString(36).slice(2, 6)}`;
}
