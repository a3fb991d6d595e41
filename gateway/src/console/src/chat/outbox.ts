import { signal } from "@preact/signals";
import { backoff } from "../connection/backoff";
import { recall, remember } from "../connection/memory";
import { asRefused } from "../connection/refused";

/** Where a message goes: to a channel, or to a user. */
export type Destination = { channel: string } | { to: string };

export interface Outgoing {
  clientMsgId: string;
  conversation: string;
  destination: Destination;
  text: string;
  writtenAt: string;
  /** The code by which the server refused it for good. */
  refused?: string;
}

export interface Sent {
  id: string;
  channel: string;
  timestamp: string;
}

export type Send = (message: Outgoing) => Promise<Sent>;

/**
 * Messages that were written and not yet acked, oldest first. They are kept in the browser and sent again, one after the other, under
 * the same `clientMsgId` until there is an answer, so that each is sent once whatever happens to page, network or node meanwhile.
 */
export class Outbox {
  readonly messages = signal<Outgoing[]>([]);
  private sending = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  /** How often in a row it was to be tried again. */
  private failures = 0;
  /** The server asked to be left alone until then. */
  private notBefore = 0;

  constructor(
    private readonly key: string,
    private readonly send: Send,
    private readonly onSent: (message: Outgoing, sent: Sent) => void,
  ) {
    this.messages.value = recall<Outgoing[]>(key, []);
  }

  add(message: Outgoing): void {
    this.change([...this.messages.value, message]);
    void this.flush();
  }

  discard(clientMsgId: string): void {
    this.change(this.messages.value.filter((message) => message.clientMsgId !== clientMsgId));
  }

  /** Sends what waits, beginning anew with short waits; goes on by itself until it is empty. */
  flush(): Promise<void> {
    this.failures = 0;
    return this.attempt();
  }

  private async attempt(): Promise<void> {
    if (this.sending || Date.now() < this.notBefore) {
      return;
    }
    this.sending = true;
    clearTimeout(this.retry);
    try {
      for (let next = this.next(); next; next = this.next()) {
        const message = next;
        try {
          const sent = await this.send(message);
          this.failures = 0;
          this.onSent(message, sent);
          this.discard(message.clientMsgId);
        } catch (error) {
          const refused = asRefused(error);
          if (refused.retryable) {
            const wait = backoff(refused, this.failures++);
            this.notBefore = refused.retryAfterMs === null ? 0 : Date.now() + wait;
            this.retry = setTimeout(() => {
              this.notBefore = 0;
              void this.attempt();
            }, wait);
            return;
          }
          this.change(
            this.messages.value.map((each) =>
              each.clientMsgId === message.clientMsgId ? { ...each, refused: refused.code } : each,
            ),
          );
        }
      }
    } finally {
      this.sending = false;
    }
  }

  private next(): Outgoing | undefined {
    return this.messages.value.find((message) => !message.refused);
  }

  private change(messages: Outgoing[]): void {
    this.messages.value = messages;
    remember(this.key, messages);
  }
}
