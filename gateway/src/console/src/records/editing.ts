import { signal } from "@preact/signals";
import type { Author } from "../chat/conversation";
import type { Connection } from "../connection/connection";
import { EditLock } from "./edit-lock";
import { Locks } from "./locks";

/** The record that is open in this window; events that concern its lock are led to it. */
export class Editing {
  readonly locks: Locks;
  readonly open = signal<EditLock | null>(null);

  constructor(connection: Connection, modules: string[]) {
    this.locks = new Locks(
      connection,
      modules.map((module) => `${module}:`),
      (change) => this.open.value?.changed(change),
    );
    connection.on<{ resource: string; fence: string; expiresAt: string }>("lock:granted", (held) => {
      const isTaken = this.open.value?.granted(held) ?? false;
      if (!isTaken) {
        // Nobody waits here any more; the next in the queue need not wait until it is clear that this one does not come.
        connection.ask("lock:release", { resource: held.resource, fence: held.fence }).catch(() => undefined);
      }
    });
    connection.on<{ resource: string; reason: string }>("lock:lost", ({ resource, reason }) => this.open.value?.lost(resource, reason));
    connection.on<{ resource: string; from?: Author; user?: Author; message?: string }>("lock:requested", (request) => {
      const from = request.from ?? request.user;
      this.open.value?.requested(request.resource, { ...(from && { from }), ...(request.message && { message: request.message }) });
    });
    addEventListener("pagehide", () => this.open.value?.close());
  }

  begin(module: string, id: string): EditLock {
    this.end();
    const lock = new EditLock(this.locks, `${module}:${id}`);
    this.open.value = lock;
    return lock;
  }

  end(): void {
    this.open.value?.close();
    this.open.value = null;
  }
}
