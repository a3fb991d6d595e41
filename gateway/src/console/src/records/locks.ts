import { signal } from "@preact/signals";
import type { Author } from "../chat/conversation";
import type { Connection } from "../connection/connection";
import { asRefused } from "../connection/refused";

/** Who holds a resource, and since when. */
export interface LockInfo {
  resource: string;
  holder?: Author;
  since?: string;
  expiresAt?: string;
  fence?: string;
}

export interface LockChange extends LockInfo {
  state: "held" | "free";
  reason?: string;
}

/** The locks of some modules' records as everyone sees them, for grids to show who edits which row. */
export class Locks {
  readonly isMissing = signal(false);
  readonly held = signal<ReadonlyMap<string, LockInfo>>(new Map());

  constructor(
    readonly connection: Connection,
    private readonly prefixes: string[],
    private readonly onChange: (change: LockChange) => void,
  ) {
    connection.on<LockChange>("lock:changed", (change) => this.changed(change));
    connection.onSession((session) => {
      if (!session.recovered || this.held.value.size === 0) {
        void this.follow();
      }
    });
  }

  private async follow(): Promise<void> {
    try {
      const answers = await Promise.all(
        this.prefixes.map((prefix) => this.connection.insist<{ locks: LockInfo[] }>("lock:subscribe", { prefix })),
      );
      this.held.value = new Map(answers.flatMap(({ locks }) => locks.map((lock) => [lock.resource, lock])));
    } catch (error) {
      this.isMissing.value = asRefused(error).isMissing;
    }
  }

  private changed(change: LockChange): void {
    const held = new Map(this.held.value);
    if (change.state === "held") {
      held.set(change.resource, change);
    } else {
      held.delete(change.resource);
    }
    this.held.value = held;
    this.onChange(change);
  }
}
