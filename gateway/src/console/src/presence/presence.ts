import { computed, signal } from "@preact/signals";
import type { Connection } from "../connection/connection";
import type { Identity } from "../connection/identity";
import { asRefused } from "../connection/refused";

export type Status = "online" | "away" | "busy" | "offline";

export interface Person {
  userId: string;
  username: string;
  name: string;
  department?: string;
  status: Status;
  message?: string;
  since: string;
  lastActive: string;
}

const SAID_EVERY = 60_000;
const ORDER: Record<Status, number> = { online: 0, busy: 1, away: 2, offline: 3 };

/** Who of the tenant is there, and how this user is seen. */
export class Presence {
  readonly isMissing = signal(false);
  readonly people = computed(() =>
    [...this.byId.value.values()].sort((one, other) => ORDER[one.status] - ORDER[other.status] || one.name.localeCompare(other.name)),
  );
  private readonly byId = signal<ReadonlyMap<string, Person>>(new Map());
  private saidActive = 0;

  constructor(
    private readonly connection: Connection,
    private readonly me: Identity,
    private readonly onPeople: (people: Person[]) => void,
  ) {
    connection.on<{ users: Person[] }>("presence:changed", ({ users }) => this.learn(users));
    connection.onSession((session) => {
      if (!session.recovered || this.byId.value.size === 0) {
        void this.follow();
      }
    });
    ["pointerdown", "keydown"].forEach((event) => document.addEventListener(event, () => this.active(), { passive: true }));
  }

  statusOf(userId: string): Status | undefined {
    return this.byId.value.get(userId)?.status;
  }

  get own(): Person | undefined {
    return this.byId.value.get(this.me.userId);
  }

  async choose(status: Status, message: string): Promise<void> {
    await this.connection.ask("presence:set", { status, ...(message && { message }) });
  }

  private async follow(): Promise<void> {
    try {
      const { users } = await this.connection.insist<{ users: Person[] }>("presence:subscribe", { all: true });
      this.byId.value = new Map();
      this.learn(users);
    } catch (error) {
      this.isMissing.value = asRefused(error).isMissing;
    }
  }

  private learn(users: Person[]): void {
    const byId = new Map(this.byId.value);
    users.forEach((user) => byId.set(user.userId, { ...byId.get(user.userId), ...user }));
    this.byId.value = byId;
    this.onPeople(users);
  }

  /** The server counts who does nothing as away; a hand on mouse or keyboard is doing something. */
  private active(): void {
    const now = Date.now();
    if (this.connection.isConnected && !this.isMissing.value && now - this.saidActive > SAID_EVERY) {
      this.saidActive = now;
      this.connection.ask("presence:active").catch(() => undefined);
    }
  }
}
