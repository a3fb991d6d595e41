import { expect, test, vi } from "vitest";
import { Refused } from "../src/connection/refused";
import { EditLock } from "../src/records/edit-lock";
import type { Locks } from "../src/records/locks";

const ANA = { userId: "3", username: "ana", name: "Ana" };
const BIA = { userId: "5", username: "bia", name: "Bia" };
const HELD = { resource: "clientes:3", fence: "9-0", expiresAt: new Date(Date.now() + 60_000).toISOString() };

/** A server that answers `lock:acquire` as told, and everything else with a lease. */
function opened(...answers: (object | Refused)[]) {
  const asked: [string, object][] = [];
  const connection = {
    ask: async (event: string, payload: object) => {
      asked.push([event, payload]);
      const answer = event === "lock:acquire" ? answers.shift() : HELD;
      if (answer instanceof Refused) {
        throw answer;
      }
      return answer;
    },
  };
  return { asked, lock: new EditLock({ connection } as unknown as Locks, "clientes:3") };
}

const lockedBy = (holder: object, position?: number) =>
  new Refused({ code: "locked", message: "", retryable: true, details: { holder, since: "2026-01-01T00:00:00Z", ...(position && { position }) } });

test("a turn that has come is claimed at once, as the server passes it on when it is not", async () => {
  const { asked, lock } = opened(lockedBy(ANA), lockedBy(ANA, 1));
  await vi.waitFor(() => expect(lock.state.value.kind).toBe("other"));
  await lock.acquire(true);

  expect(lock.granted(HELD)).toBe(true);

  expect(lock.state.value.kind).toBe("mine");
  expect(asked.at(-1)).toEqual(["lock:renew", { resource: "clientes:3", fence: "9-0" }]);
  lock.close();
});

test("a turn that comes when the form is closed, or is another record's, is not taken", async () => {
  const { lock } = opened(lockedBy(ANA));
  await vi.waitFor(() => expect(lock.state.value.kind).toBe("other"));

  expect(lock.granted({ ...HELD, resource: "clientes:4" })).toBe(false);
  lock.close();
  expect(lock.granted(HELD)).toBe(false);
});

test("who only looks sees who has it now, and that it is free", async () => {
  const { lock } = opened(lockedBy(ANA));
  await vi.waitFor(() => expect(lock.state.value.kind).toBe("other"));

  lock.changed({ resource: "clientes:3", state: "held", holder: BIA, since: "2026-01-01T00:01:00Z" });
  expect(lock.state.value).toMatchObject({ kind: "other", holder: BIA });

  lock.changed({ resource: "clientes:3", state: "free" });
  expect(lock.state.value.kind).toBe("free");
});

test("who queues asks for the new place when the lock changes hands", async () => {
  const { lock } = opened(lockedBy(ANA), lockedBy(ANA, 2), lockedBy(BIA, 1));
  await vi.waitFor(() => expect(lock.state.value.kind).toBe("other"));
  await lock.acquire(true);

  lock.changed({ resource: "clientes:3", state: "held", holder: BIA, since: "2026-01-01T00:01:00Z" });

  await vi.waitFor(() => expect(lock.state.value).toMatchObject({ kind: "other", holder: BIA, position: 1 }));
});
