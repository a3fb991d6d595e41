import { signal } from "@preact/signals";
import type { Connection } from "../connection/connection";
import type { Rest } from "../connection/rest";
import { quantile, Samples } from "./samples";
import type { Stats } from "./stats";

const PACE = 2000;
const MOST = 150;
const WINDOW = 30;

export type Status = "online" | "away" | "busy" | "offline";

/**
 * What an administrator watches, sampled while someone looks. The server tells of the whole company by `/stats`; response time and the
 * time until an event is here are measured by this page, at a client, where they matter.
 */
export class Observer {
  readonly responses = new Samples(2, MOST);
  readonly load = new Samples(2, MOST);
  readonly latency = new Samples(3, MOST);
  readonly people = signal<Record<Status, number> | null>(null);
  readonly stats = signal<Stats | null>(null);
  readonly failure = signal<unknown>(null);
  readonly delivery = signal<number | null>(null);
  /** Counts the samples, so that charts follow. */
  readonly ticks = signal(0);
  private readonly recent: number[] = [];
  private readonly delays: number[] = [];
  private watchers = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private isSampling = false;
  private clockAhead = 0;

  constructor(
    connection: Connection,
    private readonly rest: Rest,
  ) {
    connection.onSession(({ serverTime }) => (this.clockAhead = Date.now() - Date.parse(serverTime)));
    connection.on<{ timestamp: string; editedAt?: string; deleted?: boolean }>("chat:message", (message) => {
      if (!message.editedAt && !message.deleted) {
        this.arrived(message.timestamp);
      }
    });
    connection.on<{ timestamp: string }>("notification", ({ timestamp }) => this.arrived(timestamp));
  }

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

  get response(): number | null {
    return quantile(this.recent, 0.5);
  }

  private arrived(timestamp: string): void {
    const delay = Math.max(0, Date.now() - this.clockAhead - Date.parse(timestamp));
    if (delay < 60_000) {
      keep(this.delays, delay);
      this.delivery.value = quantile(this.delays, 0.5);
    }
  }

  /** One at a time: a server that is slow is not asked faster than it answers. What fails leaves a gap in the charts. */
  private async sample(): Promise<void> {
    if (this.isSampling) {
      return;
    }
    this.isSampling = true;
    const took = await this.readPeople();
    const stats = await this.readStats();
    const now = Date.now() / 1000;
    this.responses.add(now, [took, took && quantile(this.recent, 0.99)]);
    this.load.add(now, [stats?.connections ?? null, stats?.users ?? null]);
    const { meanMs, p50Ms, p99Ms } = stats?.latency ?? {};
    this.latency.add(now, [p50Ms ?? null, meanMs ?? null, p99Ms ?? null]);
    this.ticks.value++;
    this.isSampling = false;
  }

  /** How long the answer took, in milliseconds. */
  private async readPeople(): Promise<number | null> {
    const begun = performance.now();
    try {
      const { users } = await this.rest.get<{ users: { status: Status }[] }>("/presence");
      const took = performance.now() - begun;
      keep(this.recent, took);
      const people = { online: 0, away: 0, busy: 0, offline: 0 };
      users.forEach(({ status }) => people[status]++);
      this.people.value = people;
      return took;
    } catch {
      this.people.value = null;
      return null;
    }
  }

  private async readStats(): Promise<Stats | null> {
    try {
      this.stats.value = await this.rest.get<Stats>("/stats");
      this.failure.value = null;
      return this.stats.value;
    } catch (error) {
      this.failure.value = error;
      return null;
    }
  }
}

function keep(values: number[], value: number): void {
  values.push(value);
  values.splice(0, values.length - WINDOW);
}
