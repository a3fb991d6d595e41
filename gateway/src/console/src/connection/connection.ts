import { signal } from "@preact/signals";
import { io, type Socket } from "socket.io-client";
import { backoff } from "./backoff";
import { asRefused, Refused, unavailable, type Answer } from "./refused";

export type Phase = "connecting" | "connected" | "reconnecting" | "refused" | "ended";

/** The `session` event: where this session is, and what it may see. */
export interface SessionInfo {
  userId: string;
  tenant: string;
  sessionId: string;
  node: string;
  recovered: boolean;
  reason?: string;
  serverTime: string;
  expiresAt: string;
  limits: Record<string, number>;
  channels: unknown[];
}

const ANSWER_WITHIN = 10_000;

/** The one socket of this window, by the stock client. Everything else asks through it and listens to it. */
export class Connection {
  readonly phase = signal<Phase>("connecting");
  readonly transport = signal("");
  readonly session = signal<SessionInfo | null>(null);
  /** How often this window came back, and whether nothing was missed the last time. */
  readonly returns = signal(0);
  readonly reason = signal("");
  private readonly socket: Socket;

  constructor(token: string) {
    this.socket = io({ auth: { token }, autoConnect: false, reconnectionDelay: 300, reconnectionDelayMax: 4000 });
    this.socket.on("connect", () => this.watchTransport());
    this.socket.on("session", (session: SessionInfo) => this.opened(session));
    this.socket.on("session:ended", ({ reason }: { reason: string }) => this.end("ended", reason));
    this.socket.on("disconnect", (reason) => {
      if (this.socket.active) {
        this.phase.value = "reconnecting";
      } else if (reason !== "io client disconnect" && this.phase.value !== "ended") {
        this.end("ended", reason);
      }
    });
    this.socket.on("connect_error", (error: Error & { data?: { code?: string } }) => {
      if (!this.socket.active) {
        this.end("refused", error.data?.code ?? error.message);
      } else if (this.session.value) {
        this.phase.value = "reconnecting";
      }
    });
  }

  open(): void {
    this.socket.connect();
  }

  close(): void {
    this.socket.disconnect();
  }

  /** Drops the transport, as a lost network does; the client comes back by itself. */
  interrupt(): void {
    this.socket.io.engine.close();
  }

  on<T>(event: string, handler: (payload: T) => void): void {
    this.socket.on(event, (payload: T) => handler(payload));
  }

  /** Called at each `session`, after the state of this object follows it. */
  onSession(handler: (session: SessionInfo) => void): void {
    this.session.subscribe((session) => session && handler(session));
  }

  get isConnected(): boolean {
    return this.phase.value === "connected";
  }

  /** What `ok` holds; throws {@link Refused}, also when nobody answers in time. */
  async ask<T>(event: string, payload: object = {}): Promise<T> {
    if (!this.socket.connected) {
      throw unavailable("offline");
    }
    let answer: Answer<T>;
    try {
      answer = (await this.socket.timeout(ANSWER_WITHIN).emitWithAck(event, payload)) as Answer<T>;
    } catch {
      throw unavailable("no answer");
    }
    if (answer.error) {
      throw new Refused(answer.error);
    }
    return answer.ok as T;
  }

  /** As `ask`, and again after growing waits while it is refused only for now: for what a screen cannot do without. */
  async insist<T>(event: string, payload: object = {}): Promise<T> {
    for (let failures = 0; ; failures++) {
      try {
        return await this.ask<T>(event, payload);
      } catch (error) {
        const refused = asRefused(error);
        if (!refused.retryable || !this.socket.active) {
          throw refused;
        }
        await new Promise((resolve) => setTimeout(resolve, backoff(refused, failures)));
      }
    }
  }

  private opened(session: SessionInfo): void {
    if (this.session.value) {
      this.returns.value++;
    }
    this.phase.value = "connected";
    this.reason.value = session.reason ?? "";
    this.session.value = session;
  }

  private watchTransport(): void {
    const engine = this.socket.io.engine;
    this.transport.value = engine.transport.name;
    engine.once("upgrade", () => (this.transport.value = engine.transport.name));
  }

  private end(phase: Phase, reason: string): void {
    this.phase.value = phase;
    this.reason.value = reason;
  }
}
