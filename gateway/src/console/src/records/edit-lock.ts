import { signal } from "@preact/signals";
import type { Author } from "../chat/conversation";
import { asRefused } from "../connection/refused";
import type { LockChange, Locks } from "./locks";

export type LockState =
  | { kind: "asking" }
  | { kind: "mine"; fence: string; expiresAt: string }
  | { kind: "other"; holder: Author; since: string; position?: number }
  | { kind: "lost"; reason: string }
  | { kind: "free" }
  | { kind: "unlocked" }
  | { kind: "failed"; error: unknown };

interface Held {
  resource: string;
  fence: string;
  expiresAt: string;
}

const SOONEST_RENEWAL = 1000;
const TRY_AGAIN = 1500;

/** The lock of one record that is open in a form, from opening to closing; renewed while it is held. */
export class EditLock {
  readonly state = signal<LockState>({ kind: "asking" });
  /** Someone asks the holder, who is this user, to let go. */
  readonly request = signal<{ from?: Author; message?: string } | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isOpen = true;

  constructor(
    private readonly locks: Locks,
    readonly resource: string,
  ) {
    void this.acquire();
  }

  /** Takes the lock if it is free; with `wait`, queues for it. */
  async acquire(wait = false): Promise<void> {
    try {
      this.take(await this.ask<Held>("lock:acquire", wait ? { wait: true } : {}));
    } catch (error) {
      this.refused(error);
    }
  }

  async force(reason: string): Promise<void> {
    this.take(await this.ask<Held>("lock:force", { reason }));
  }

  async askHolder(message: string): Promise<void> {
    await this.ask("lock:request", message ? { message } : {});
  }

  /** Gives the lock back, or leaves the queue. */
  close(): void {
    this.isOpen = false;
    clearTimeout(this.timer);
    const state = this.state.value;
    if (state.kind === "mine") {
      this.ask("lock:release", { fence: state.fence }).catch(() => undefined);
    }
  }

  /** Lets someone else edit and goes on looking. */
  yieldToOther(): void {
    this.close();
    this.isOpen = true;
    this.request.value = null;
    this.state.value = { kind: "lost", reason: "released" };
  }

  /** The turn of this form has come, which it claims at once; false when it is another's, or was closed. */
  granted(held: Held): boolean {
    const isMine = this.isOpen && held.resource === this.resource;
    if (isMine) {
      this.take(held);
      void this.renew(held.fence);
    }
    return isMine;
  }

  lost(resource: string, reason: string): void {
    if (this.isOpen && resource === this.resource && this.state.value.kind === "mine") {
      clearTimeout(this.timer);
      this.state.value = { kind: "lost", reason };
    }
  }

  /** What others do with the lock: who queues asks for the new place in the queue, who does not is shown the new holder or that it is free. */
  changed({ resource, state, holder, since }: LockChange): void {
    const known = this.state.value;
    if (resource !== this.resource || (known.kind !== "other" && known.kind !== "free")) {
      return;
    }
    if (known.kind === "other" && known.position !== undefined) {
      void this.acquire(true);
    } else if (state === "free") {
      this.state.value = { kind: "free" };
    } else if (holder && since) {
      this.state.value = { kind: "other", holder, since };
    }
  }

  requested(resource: string, request: { from?: Author; message?: string }): void {
    if (resource === this.resource && this.state.value.kind === "mine") {
      this.request.value = request;
    }
  }

  private take({ fence, expiresAt }: Held): void {
    if (!this.isOpen) {
      this.ask("lock:release", { fence }).catch(() => undefined);
      return;
    }
    this.state.value = { kind: "mine", fence, expiresAt };
    const left = Date.parse(expiresAt) - Date.now();
    this.again(Math.max(left / 2, SOONEST_RENEWAL), () => this.renew(fence));
  }

  private async renew(fence: string): Promise<void> {
    try {
      const { expiresAt } = await this.ask<{ expiresAt: string }>("lock:renew", { fence });
      this.take({ resource: this.resource, fence, expiresAt });
    } catch (error) {
      const refused = asRefused(error);
      if (refused.retryable) {
        this.again(TRY_AGAIN, () => this.renew(fence));
      } else {
        this.lost(this.resource, refused.code);
      }
    }
  }

  private refused(error: unknown): void {
    const refused = asRefused(error);
    if (refused.isMissing) {
      this.state.value = { kind: "unlocked" };
    } else if (refused.code === "locked") {
      const { holder, since, position } = refused.details as { holder: Author; since: string; position?: number };
      this.state.value = { kind: "other", holder, since, ...(position !== undefined && { position }) };
    } else {
      this.state.value = { kind: "failed", error };
      if (refused.retryable) {
        this.again(TRY_AGAIN, () => this.acquire());
      }
    }
  }

  private again(after: number, action: () => Promise<void>): void {
    clearTimeout(this.timer);
    if (this.isOpen) {
      this.timer = setTimeout(() => void action(), after);
    }
  }

  private ask<T>(event: string, payload: object): Promise<T> {
    return this.locks.connection.ask<T>(event, { resource: this.resource, ...payload });
  }
}
