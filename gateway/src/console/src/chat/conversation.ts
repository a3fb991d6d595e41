import { signal } from "@preact/signals";
import { compareIds } from "../connection/event-id";

export interface Author {
  userId: string;
  username: string;
  name: string;
}

export interface Message {
  id: string;
  channel: string;
  from: Author;
  text: string;
  timestamp: string;
  clientMsgId?: string;
  editedAt?: string;
  deleted?: boolean;
}

export interface Page {
  messages: Message[];
  next?: string;
}

/** One channel or direct conversation as this window knows it. `key` is the channel's name, or `@` and the other user's id. */
export class Conversation {
  readonly messages = signal<Message[]>([]);
  readonly typing = signal<ReadonlyMap<string, number>>(new Map());
  /** How far each other user has read. */
  readonly reads = signal<ReadonlyMap<string, string>>(new Map());
  readonly unread = signal(0);
  /** The id at whose newer side the unread messages began when the conversation was opened. */
  readonly readUpTo = signal<string | null>(null);
  readonly loaded = signal(false);
  readonly loading = signal(false);
  /** Why it could not be loaded. */
  readonly failure = signal<unknown>(null);
  /** Id before which older messages are, if there may be any. */
  readonly older = signal<string | undefined>(undefined);
  /** The channel's name on the server; of a direct conversation known once there is a message. */
  channel: string | undefined;

  constructor(readonly key: string) {
    this.channel = key.startsWith("@") ? undefined : key;
  }

  get peer(): string | undefined {
    return this.key.startsWith("@") ? this.key.slice(1) : undefined;
  }

  get newest(): Message | undefined {
    return this.messages.value.at(-1);
  }

  /** Adds new messages and replaces edited ones; says whether any was not known. */
  merge(messages: Message[]): boolean {
    const byId = new Map(this.messages.value.map((message) => [message.id, message]));
    const before = byId.size;
    for (const message of messages) {
      byId.set(message.id, message);
      this.channel ??= message.channel;
    }
    this.messages.value = [...byId.values()].sort((one, other) => compareIds(one.id, other.id));
    return byId.size > before;
  }

  /** Starts anew from the newest page; what came while it was on its way is newer than all of it, and stays. */
  replaceBy(page: Page): void {
    const newest = page.messages.at(-1)?.id;
    this.messages.value = this.messages.value.filter(({ id }) => newest === undefined || compareIds(id, newest) > 0);
    this.merge(page.messages);
    this.older.value = page.next;
    this.loaded.value = true;
  }

  showsTyping(userId: string, isTyping: boolean, until: number): void {
    const typing = new Map(this.typing.value);
    if (isTyping) {
      typing.set(userId, until);
    } else {
      typing.delete(userId);
    }
    this.typing.value = typing;
  }

  forgetTypingBefore(now: number): void {
    if ([...this.typing.value.values()].some((until) => until <= now)) {
      this.typing.value = new Map([...this.typing.value].filter(([, until]) => until > now));
    }
  }

  markRead(userId: string, id: string): void {
    const known = this.reads.value.get(userId);
    if (!known || compareIds(known, id) < 0) {
      this.reads.value = new Map(this.reads.value).set(userId, id);
    }
  }
}

/** The key of the conversation that a channel's name stands for, as `me` sees it. */
export function keyOf(channel: string, me: string): string {
  const direct = /^dm:([^:]+):([^:]+)$/.exec(channel);
  return direct ? `@${direct[1] === me ? direct[2] : direct[1]}` : channel;
}
