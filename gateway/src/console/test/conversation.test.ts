import { expect, test } from "vitest";
import { Conversation, keyOf, type Message } from "../src/chat/conversation";
import { compareIds } from "../src/connection/event-id";
import { identityOf } from "../src/connection/identity";

const message = (id: string, more: Partial<Message> = {}): Message => ({
  id,
  channel: "vendas",
  from: { userId: "1", username: "joao", name: "João" },
  text: id,
  timestamp: "2026-01-01T00:00:00Z",
  ...more,
});

test("ids are compared by number, not by letter", () => {
  expect(["10-0", "9-10", "9-2"].sort(compareIds)).toEqual(["9-2", "9-10", "10-0"]);
});

test("messages are shown in order of id, each once, as they read now", () => {
  const conversation = new Conversation("vendas");
  conversation.merge([message("10-0"), message("9-0")]);

  expect(conversation.merge([message("9-0", { text: "editada" })])).toBe(false);
  expect(conversation.merge([message("9-1")])).toBe(true);

  expect(conversation.messages.value.map(({ text }) => text)).toEqual(["editada", "9-1", "10-0"]);
});

test("a page that was asked for earlier does not hide what came meanwhile", () => {
  const conversation = new Conversation("vendas");
  conversation.merge([message("3-0"), message("12-0")]);

  conversation.replaceBy({ messages: [message("9-0"), message("10-0")], next: "9-0" });

  expect(conversation.messages.value.map(({ id }) => id)).toEqual(["9-0", "10-0", "12-0"]);
});

test("a direct conversation goes by the other user", () => {
  expect(keyOf("dm:1:2", "1")).toBe("@2");
  expect(keyOf("dm:1:2", "2")).toBe("@1");
  expect(keyOf("vendas", "1")).toBe("vendas");
});

test("a read mark never moves back", () => {
  const conversation = new Conversation("vendas");
  conversation.markRead("2", "10-0");
  conversation.markRead("2", "9-0");

  expect(conversation.reads.value.get("2")).toBe("10-0");
});

test("who shows a typing mark and is silent is forgotten", () => {
  const conversation = new Conversation("vendas");
  conversation.showsTyping("2", true, 1000);
  conversation.forgetTypingBefore(999);
  expect(conversation.typing.value.size).toBe(1);

  conversation.forgetTypingBefore(1000);
  expect(conversation.typing.value.size).toBe(0);
});

test("names with accents are read from a token; what is no token is none", () => {
  const claims = btoa(String.fromCharCode(...new TextEncoder().encode('{"userId":1,"name":"João"}')));
  expect(identityOf(`x.${claims.replace(/=/g, "")}.y`)?.name).toBe("João");
  expect(identityOf("nothing")).toBeNull();
});
