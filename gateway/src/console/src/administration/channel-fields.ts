/** A channel, or a group, as `GET /channels/{name}` tells of it. */
export interface Channel {
  name: string;
  title: string;
  description: string;
  kind: "channel" | "group";
  permissions: string[];
  /** Absent when who may read may write. */
  publish?: string[];
  members?: string[];
}

/** What `PUT /channels/{name}` takes; it replaces the channel, so what is not in it is lost. */
export type NewChannel = Pick<Channel, "title"> & Partial<Omit<Channel, "name" | "kind">>;

/** The whole channel as a form says it. A list that was not touched is sent as it was known, be it empty or with words that hold blanks. */
export function channelOf(known: Channel | null, given: FormData): NewChannel {
  const text = (name: string) => String(given.get(name) ?? "").trim();
  const list = (name: "permissions" | "publish" | "members") =>
    text(name) === listed(known?.[name]) ? known?.[name] : text(name).split(/[\s,]+/).filter(Boolean);
  const title = text("title");
  if (known?.kind === "group") {
    return { title, members: list("members") ?? [] };
  }
  const description = text("description");
  const publish = list("publish");
  return {
    title,
    permissions: list("permissions") ?? [],
    ...(description && { description }),
    ...(publish && (text("publish") || known?.publish === publish) && { publish }),
  };
}

export function listed(words: string[] = []): string {
  return words.join(", ");
}
