import { signal } from "@preact/signals";
import type { Author } from "../chat/conversation";
import type { Connection } from "../connection/connection";
import { recall, remember } from "../connection/memory";
import { asRefused } from "../connection/refused";
import type { Module, Values } from "./modules";

export interface Row {
  id: string;
  version: number;
  values: Values;
  changedBy?: string;
  changedAt?: string;
}

interface Change {
  id: string;
  module: string;
  action: "create" | "update" | "delete";
  data: Values | null;
  record?: string | number;
  version?: string | number;
  user?: Author;
  timestamp: string;
}

/**
 * The rows of one module. The demo has no back end but this browser's storage; what makes the rows of all windows the same is
 * `data-sync`, which tells every change to everyone who shows the module.
 */
export class Records {
  readonly rows = signal<Row[]>([]);
  readonly isMissing = signal(false);
  private readonly key: string;

  constructor(
    private readonly connection: Connection,
    readonly module: Module,
    tenant: string,
  ) {
    this.key = `arauto.demo.${tenant}.${module.name}`;
    this.read();
    connection.on<Change>("data-sync", (change) => change.module === module.name && this.apply(change));
    connection.onSession((session) => {
      if (!session.recovered) {
        this.read();
        void this.follow();
      }
    });
  }

  find(id: string): Row | undefined {
    return this.rows.value.find((row) => row.id === id);
  }

  /** Tells everyone; this window's row changes when the server has taken it. */
  async save(id: string | null, values: Values, me: Author): Promise<void> {
    await this.tell(id === null ? "create" : "update", id ?? this.nextId(), values, me);
  }

  async remove(id: string, me: Author): Promise<void> {
    await this.tell("delete", id, {}, me);
  }

  private async tell(action: Change["action"], record: string, data: Values, me: Author): Promise<void> {
    const version = (this.find(record)?.version ?? 0) + 1;
    const change = { module: this.module.name, action, data, record, version } as const;
    const { id: event } = await this.connection.ask<{ id: string }>("data-sync", change);
    this.apply({ ...change, id: event, user: me, timestamp: new Date().toISOString() });
  }

  private async follow(): Promise<void> {
    try {
      await this.connection.insist("data-sync:subscribe", { module: this.module.name });
    } catch (error) {
      this.isMissing.value = asRefused(error).isMissing;
    }
  }

  private read(): void {
    this.rows.value = recall(
      this.key,
      this.module.samples.map((values, index) => ({ id: String(index + 1), version: 1, values })),
    );
  }

  private apply({ action, data, record, version, user, timestamp }: Change): void {
    const id = String(record);
    const row = this.find(id);
    if (record === undefined || (row && Number(version) <= row.version)) {
      return;
    }
    const others = this.rows.value.filter((each) => each.id !== id);
    const changed = {
      id,
      version: Number(version ?? 1),
      values: { ...row?.values, ...data },
      changedAt: timestamp,
      ...(user && { changedBy: user.name }),
    };
    this.rows.value = (action === "delete" ? others : [...others, changed]).sort((one, other) => Number(one.id) - Number(other.id));
    remember(this.key, this.rows.value);
  }

  private nextId(): string {
    return String(Math.max(0, ...this.rows.value.map((row) => Number(row.id))) + 1);
  }
}
