import { computed, signal } from "@preact/signals";
import type { Connection, SessionInfo } from "../connection/connection";
import type { Identity } from "../connection/identity";
import { compareIds } from "../connection/event-id";
import { recall, remember } from "../connection/memory";
import { Conversation, keyOf, type Author, type Message, type Page } from "./conversation";
import { Outbox, type Destination, type Outgoing, type Sent } from "./outbox";

export interface Channel {
  name: string;
  title: string;
  description: string;
  kind: string;
  permissions: string[];
  unread: number;
  lastId: string;
}

const PAGE = 40;
const TYPING_SHOWN = 6000;
const TYPING_SAID_EVERY = 2500;

/** All conversations of this window: what was said, what is unread, who is writing. */
export class Chat {
  readonly channels = signal<Channel[]>([]);
  /** Users with whom there is a direct conversation. */
  readonly peers = signal<string[]>([]);
  readonly names = signal<ReadonlyMap<string, string>>(new Map());
  readonly unread = computed(() => this.all().reduce((sum, conversation) => sum + conversation.unread.value, 0));
  readonly outbox: Outbox;
  private readonly conversations = signal<ReadonlyMap<string, Conversation>>(new Map());
  private readonly peersKey: string;
  private open: Conversation | null = null;
  private lastTyping = 0;

  constructor(
    private readonly connection: Connection,
    private readonly me: Identity,
  ) {
    const own = `arauto.${me.tenant}.${me.userId}`;
    this.peersKey = `${own}.peers`;
    this.peers.value = recall<string[]>(this.peersKey, []);
    this.outbox = new Outbox(
      `${own}.outbox`,
      (message) => connection.ask<Sent>("chat:send", { ...message.destination, text: message.text, clientMsgId: message.clientMsgId }),
      (message, sent) => this.sent(message, sent),
    );
    connection.on<Message>("chat:message", (message) => this.received(message));
    connection.on<{ channel: string; userId: string; typing: boolean }>("chat:typing", ({ channel, userId, typing }) =>
      this.conversation(keyOf(channel, me.userId)).showsTyping(userId, typing, Date.now() + TYPING_SHOWN),
    );
    connection.on<{ channel: string; userId: string; id: string }>("chat:read", (mark) => this.wasRead(mark));
    connection.on("channel:changed", () => void this.refreshChannels().catch(() => undefined));
    connection.onSession((session) => this.resume(session));
    setInterval(() => this.all().forEach((each) => each.forgetTypingBefore(Date.now())), 1000);
  }

  conversation(key: string): Conversation {
    const known = this.conversations.peek().get(key);
    if (known) {
      return known;
    }
    const made = new Conversation(key);
    this.conversations.value = new Map(this.conversations.peek()).set(key, made);
    return made;
  }

  /** Shows a conversation: loads its newest page once and, if it is still the one that is open, marks it read. */
  async enter(key: string): Promise<void> {
    const conversation = this.conversation(key);
    this.open = conversation;
    const peer = conversation.peer;
    if (peer && !this.peers.value.includes(peer)) {
      this.addPeer(peer);
    }
    if (!conversation.loaded.value && this.connection.isConnected) {
      await this.load(conversation);
    }
    if (conversation === this.open) {
      conversation.readUpTo.value = this.firstUnreadAfter(conversation);
      this.read(conversation);
    }
  }

  leave(): void {
    this.open = null;
  }

  async loadOlder(conversation: Conversation): Promise<void> {
    const before = conversation.older.value;
    if (before && !conversation.loading.value) {
      conversation.loading.value = true;
      try {
        const page = await this.history(conversation, { before });
        conversation.merge(page.messages);
        conversation.older.value = page.next;
      } finally {
        conversation.loading.value = false;
      }
    }
  }

  async search(conversation: Conversation, words: string): Promise<Message[]> {
    return (await this.history(conversation, { q: words })).messages.reverse();
  }

  say(conversation: Conversation, text: string): void {
    this.outbox.add({
      clientMsgId: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`,
      conversation: conversation.key,
      destination: destinationOf(conversation),
      text,
      writtenAt: new Date().toISOString(),
    });
    this.lastTyping = 0;
  }

  writes(conversation: Conversation, typing: boolean): void {
    const now = Date.now();
    if (this.connection.isConnected && (!typing || now - this.lastTyping > TYPING_SAID_EVERY)) {
      this.lastTyping = typing ? now : 0;
      this.connection.ask("chat:typing", { ...destinationOf(conversation), typing }).catch(() => undefined);
    }
  }

  async edit(message: Message, text: string): Promise<void> {
    await this.connection.ask("chat:edit", { channel: message.channel, id: message.id, text });
  }

  async remove(message: Message): Promise<void> {
    await this.connection.ask("chat:delete", { channel: message.channel, id: message.id });
  }

  /** Answers the name of the group. */
  async createGroup(name: string, title: string, members: string[]): Promise<string> {
    await this.connection.ask("channel:create", { name, title, members });
    await this.refreshChannels();
    return name;
  }

  /** Marks what is shown as read, when someone is there to see it. */
  read(conversation: Conversation): void {
    const newest = conversation.newest;
    if (conversation.unread.value > 0 && newest && this.connection.isConnected && document.visibilityState === "visible") {
      conversation.unread.value = 0;
      this.connection.ask("chat:read", { channel: newest.channel, id: newest.id }).catch(() => undefined);
    }
  }

  learn(people: Author[]): void {
    const names = new Map(this.names.peek());
    people.forEach(({ userId, name, username }) => names.set(userId, name || username));
    if (names.size > this.names.peek().size) {
      this.names.value = names;
    }
  }

  titleOf(key: string): string {
    if (key.startsWith("@")) {
      const id = key.slice(1);
      return this.names.value.get(id) ?? id;
    }
    return this.channels.value.find((channel) => channel.name === key)?.title ?? key;
  }

  private all(): Conversation[] {
    return [...this.conversations.value.values()];
  }

  private resume(session: SessionInfo): void {
    if (!session.recovered) {
      this.showChannels(session.channels as Channel[]);
      this.all().forEach((conversation) => (conversation.loaded.value = false));
      if (this.open) {
        void this.load(this.open);
      }
    }
    void this.outbox.flush();
  }

  private async refreshChannels(): Promise<void> {
    this.showChannels((await this.connection.insist<{ channels: Channel[] }>("channel:list")).channels);
  }

  private showChannels(channels: Channel[]): void {
    this.channels.value = channels.filter((channel) => channel.kind !== "direct");
    channels.forEach((channel) => {
      const key = keyOf(channel.name, this.me.userId);
      this.conversation(key).unread.value = channel.unread;
      if (key.startsWith("@")) {
        this.addPeer(key.slice(1));
      }
    });
  }

  private async load(conversation: Conversation): Promise<void> {
    conversation.loading.value = true;
    conversation.failure.value = null;
    try {
      const page = await this.connection.insist<Page>("chat:history", pageOf(conversation, {}));
      conversation.replaceBy(page);
      this.learn(page.messages.map((message) => message.from));
    } catch (error) {
      conversation.failure.value = error;
    } finally {
      conversation.loading.value = false;
    }
  }

  private history(conversation: Conversation, query: object): Promise<Page> {
    return this.connection.ask<Page>("chat:history", pageOf(conversation, query));
  }

  private received(message: Message): void {
    const conversation = this.conversation(keyOf(message.channel, this.me.userId));
    const isNews = conversation.merge([message]);
    this.learn([message.from]);
    conversation.showsTyping(message.from.userId, false, 0);
    if (conversation.peer) {
      this.addPeer(conversation.peer);
    }
    if (message.from.userId === this.me.userId) {
      if (message.clientMsgId) {
        this.outbox.discard(message.clientMsgId);
      }
    } else if (isNews && !message.editedAt && !message.deleted) {
      conversation.unread.value++;
      if (conversation === this.open) {
        this.read(conversation);
      }
    }
  }

  private sent(message: Outgoing, sent: Sent): void {
    const conversation = this.conversation(message.conversation);
    const isKnown = conversation.messages.value.some(({ id }) => id === sent.id);
    if (!isKnown) {
      const { userId, username, name } = this.me;
      conversation.merge([
        { ...sent, from: { userId, username, name }, text: message.text, clientMsgId: message.clientMsgId },
      ]);
    }
  }

  private wasRead({ channel, userId, id }: { channel: string; userId: string; id: string }): void {
    const conversation = this.conversation(keyOf(channel, this.me.userId));
    if (userId !== this.me.userId) {
      conversation.markRead(userId, id);
    } else if (!conversation.newest || compareIds(id, conversation.newest.id) >= 0) {
      conversation.unread.value = 0;
    }
  }

  private firstUnreadAfter(conversation: Conversation): string | null {
    const count = conversation.unread.value;
    const messages = conversation.messages.value;
    return count > 0 && messages.length > count ? messages[messages.length - count - 1]!.id : null;
  }

  private addPeer(userId: string): void {
    if (!this.peers.value.includes(userId)) {
      this.peers.value = [...this.peers.value, userId];
      remember(this.peersKey, this.peers.value);
    }
  }
}

function pageOf(conversation: Conversation, query: object): object {
  const of = conversation.peer ? { with: conversation.peer } : { channel: conversation.key };
  return { ...of, limit: PAGE, ...query };
}

function destinationOf(conversation: Conversation): Destination {
  return conversation.peer ? { to: conversation.peer } : { channel: conversation.key };
}
