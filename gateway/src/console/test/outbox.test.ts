import { beforeEach, expect, test, vi } from "vitest";
import { Outbox, type Outgoing, type Sent } from "../src/chat/outbox";
import { Refused, unavailable } from "../src/connection/refused";

const stored = new Map<string, string>();

beforeEach(() => {
  stored.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});

const message = (clientMsgId: string): Outgoing => ({
  clientMsgId,
  conversation: "vendas",
  destination: { channel: "vendas" },
  text: clientMsgId,
  writtenAt: "2026-01-01T00:00:00Z",
});

const sent: Sent = { id: "1-0", channel: "vendas", timestamp: "2026-01-01T00:00:00Z" };

test("what is written without connection is sent in order once there is one, each under its own id", async () => {
  let isConnected = false;
  const attempts: string[] = [];
  const outbox = new Outbox("key", async ({ clientMsgId }) => {
    if (!isConnected) {
      throw unavailable("offline");
    }
    attempts.push(clientMsgId);
    return sent;
  }, () => undefined);
  outbox.add(message("a"));
  await outbox.flush();
  outbox.add(message("b"));
  isConnected = true;

  await vi.waitFor(() => expect(outbox.messages.value).toEqual([]), 5000);

  expect(attempts).toEqual(["a", "b"]);
});

test("a message that was too much waits as long as the server asks, and no attempt is made before", async () => {
  vi.useFakeTimers();
  let attempts = 0;
  const outbox = new Outbox("key", async () => {
    if (attempts++ === 0) {
      throw new Refused({ code: "rate_limited", message: "slow", retryable: true, details: { retryAfterMs: 20_000 } });
    }
    return sent;
  }, () => undefined);
  outbox.add(message("a"));

  await vi.advanceTimersByTimeAsync(10_000);
  outbox.add(message("b"));
  await vi.advanceTimersByTimeAsync(9_999);
  expect(attempts).toBe(1);
  await vi.advanceTimersByTimeAsync(10_001);
  expect(attempts).toBe(3);
  expect(outbox.messages.value).toEqual([]);
  vi.useRealTimers();
});

test("a message outlives the page", () => {
  new Outbox("key", () => new Promise(() => undefined), () => undefined).add(message("a"));

  expect(new Outbox("key", async () => sent, () => undefined).messages.value).toEqual([message("a")]);
});

test("a message that is refused for good is kept with the reason and does not hold up the next", async () => {
  const outbox = new Outbox("key", async ({ clientMsgId }) => {
    if (clientMsgId === "a") {
      throw new Refused({ code: "forbidden", message: "no", retryable: false });
    }
    return sent;
  }, () => undefined);
  outbox.add(message("a"));
  outbox.add(message("b"));

  await vi.waitFor(() => expect(outbox.messages.value).toEqual([{ ...message("a"), refused: "forbidden" }]));
});
