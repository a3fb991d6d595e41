import { expect, test } from "vitest";
import { readSwitches } from "../src/administration/switches";

const SETTINGS = { socketEnabled: true, limits: { connections: 1000, messagesPerMinute: 0 } };

function form(fields: Record<string, string>): FormData {
  const given = new FormData();
  Object.entries(fields).forEach(([name, value]) => given.set(name, value));
  return given;
}

test("a number that was emptied is left out, so that it is as the installation has it and not without limit", () => {
  const read = readSwitches(SETTINGS, form({ socketEnabled: "on", "limits.connections": "  ", "limits.messagesPerMinute": "60" }));

  expect(read).toEqual({ socketEnabled: true, limits: { messagesPerMinute: 60 } });
});

test("a nought that was written is a nought", () => {
  expect(readSwitches(SETTINGS, form({ "limits.connections": "0", "limits.messagesPerMinute": "0" }))).toEqual({
    socketEnabled: false,
    limits: { connections: 0, messagesPerMinute: 0 },
  });
});

test("what has no field stays as it is", () => {
  expect(readSwitches({ words: ["a"], limits: {} }, form({}))).toEqual({ words: ["a"], limits: {} });
});
