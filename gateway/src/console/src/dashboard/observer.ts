import { signal } from "@preact/signals";
import type { Connection } from "../connection/connection";
import { isNotOffered } from "../connection/refused";
import type { Rest } from "../connection/rest";
import { quantile, Samples } from "./samples";

const PACE = 2000;
const MOST = 150;
const WINDOW = 30;
const HOUR = 3_600_000;

export type Stats = Record<string, unknown>;

interface Presence {
  users: { status: string }[];
}

/**
 * What an administrator watches. The server tells of the whole tenant by `/stats`; response time, delivery time and rates are measured
 * here, at a client, where they matter.
 */
export class Observer {
  readonly responses = new Samples(2, MOST);
  readonly traffic = new Samples(2, MOST);
  readonly online = signal<number | null>(null);
  readonly stats = signal<Stats | null>(null);
  readonly statsFailure = signal<unknown>(null);
  readonly delivery = signal<number | null>(null);
  /** Counts the samples, so that charts follow. */
  readonly ticks = signal(0);
  readonly channels = signal<ReadonlyMap<string, number>>(new Map());
  private readonly recent: number[] = [];
  private readonly delays: number[] = [];
  private readonly seen = { message: [] as number[], notification: [] as number[] };
  private watchers = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private clockAhead = 0;

  constructor(
    connection: Connection,
    private readonly rest: Rest,
  ) {
    connection.onSession(({ serverTime }) => (this.clockAhead = Date.now() - Date.parse(serverTime)));
    connection.on<{ timestamp: string; channel: string; editedAt?: string; deleted?: boolean }>("chat:message", (message) => {
      if (!message.editedAt && !message.deleted) {
        this.arrived("message", message.timestamp);
        this.channels.value = new Map(this.channels.value).set(message.channel, (this.channels.value.get(message.channel) ?? 0) + 1);
      }
    });
    connection.on<{ timestamp: string }>("notification", ({ timestamp }) => this.arrived("notification", timestamp));
  }

  /** Samples while someone looks. */
  watch(): () => void {
    if (this.watchers++ === 0) {
      void this.sample();
      this.timer = setInterval(() => void this.sample(), PACE);
    }
    return () => {
      if (--this.watchers === 0) {
        clearInterval(this.timer);
      }
    };
  }

  lastHour(kind: "message" | "notification"): number {
    const from = Date.now() - HOUR;
    return this.seen[kind].filter((time) => time > from).length;
  }

  get response(): number | null {
    return quantile(this.recent, 0.5);
  }

  private arrived(kind: "message" | "notification", timestamp: string): void {
    const now = Date.now();
    this.seen[kind].push(now);
    const delay = Math.max(0, now - this.clockAhead - Date.parse(timestamp));
    if (delay < 60_000) {
      this.delays.push(delay);
      this.delays.splice(0, this.delays.length - WINDOW);
      this.delivery.value = quantile(this.delays, 0.5);
    }
  }

  private async sample(): Promise<void> {
    const begun = performance.now();
    let took: number | null = null;
    try {
      const { users } = await this.rest.get<Presence>("/presence");
      took = performance.now() - begun;
      this.online.value = users.filter(({ status }) => status !== "offline").length;
      this.recent.push(took);
      this.recent.splice(0, this.recent.length - WINDOW);
    } catch {
      // The gap in the chart tells.
    }
    const now = Date.now();
    this.responses.add(now / 1000, [took, quantile(this.recent, 0.99)]);
    const perMinute = (times: number[]) => times.filter((time) => time > now - 60_000).length;
    this.traffic.add(now / 1000, [perMinute(this.seen.message), perMinute(this.seen.notification)]);
    this.ticks.value++;
    await this.readStats();
  }

  private async readStats(): Promise<void> {
    if (this.statsFailure.value && isNotOffered(this.statsFailure.value)) {
      return;
    }
    try {
      this.stats.value = await this.rest.get<Stats>("/stats");
      this.statsFailure.value = null;
    } catch (error) {
      this.statsFailure.value = error;
    }
  }
}
