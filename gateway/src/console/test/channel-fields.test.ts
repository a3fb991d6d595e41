import { expect, test } from "vitest";
import { channelOf, listed, type Channel } from "../src/administration/channel-fields";

const SISTEMA: Channel = {
  name: "sistema",
  title: "Sistema",
  description: "Avisos do sistema",
  kind: "channel",
  permissions: ["admin"],
  publish: ["service"],
};

/** The form as it opens, with some fields changed. */
function form(channel: Channel, changes: Record<string, string>): FormData {
  const { title, description, permissions, publish, members } = channel;
  const shown = { title, description, permissions: listed(permissions), publish: listed(publish), members: listed(members) };
  const given = new FormData();
  Object.entries({ ...shown, ...changes }).forEach(([name, value]) => given.set(name, value));
  return given;
}

test("who changes a title keeps who may write", () => {
  expect(channelOf(SISTEMA, form(SISTEMA, { title: "Sistema e rotinas" }))).toEqual({
    title: "Sistema e rotinas",
    description: "Avisos do sistema",
    permissions: ["admin"],
    publish: ["service"],
  });
});

test("a channel in which nobody may write stays one, and one without a list of its own stays without", () => {
  const silent = { ...SISTEMA, publish: [] };
  const { publish: _, ...open } = SISTEMA;

  expect(channelOf(silent, form(silent, {})).publish).toEqual([]);
  expect(channelOf(open, form(open, {}))).not.toHaveProperty("publish");
});

test("who empties the list of writers lets readers write", () => {
  expect(channelOf(SISTEMA, form(SISTEMA, { publish: "" }))).not.toHaveProperty("publish");
});

test("a permission with a blank in it survives when the list is not touched", () => {
  const odd = { ...SISTEMA, permissions: ["chefe de setor"] };

  expect(channelOf(odd, form(odd, {})).permissions).toEqual(["chefe de setor"]);
});

test("a group keeps its members and gets no permissions", () => {
  const group: Channel = { ...SISTEMA, kind: "group", permissions: [], members: ["1", "2"] };

  expect(channelOf(group, form(group, { title: "Projeto" }))).toEqual({ title: "Projeto", members: ["1", "2"] });
});

test("a new channel is made of what was written, without what was not", () => {
  const given = new FormData();
  Object.entries({ title: "Logística", description: "", permissions: "logistica, admin", publish: "" }).forEach(([name, value]) => given.set(name, value));

  expect(channelOf(null, given)).toEqual({ title: "Logística", permissions: ["logistica", "admin"] });
});
