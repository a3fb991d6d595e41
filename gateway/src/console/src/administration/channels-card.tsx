import { useState } from "preact/hooks";
import { Icon } from "../ui/icon";
import { toast, toastFailure } from "../ui/toasts";
import { words } from "../words/words";
import { useWorkspace } from "../workspace";
import { Card } from "./administration-screen";
import type { Channel } from "./channel-fields";
import { ChannelForm } from "./channel-form";
import { ResourceState } from "./resource-state";
import { useResource } from "./use-resource";

/** The tenant's channels and groups, and a form that makes or changes one. */
export function ChannelsCard() {
  const { rest } = useWorkspace();
  const { administration: text, chat } = words.value;
  const channels = useResource<{ channels: Channel[] }>("/channels");
  const [editing, setEditing] = useState<Channel | null>(null);
  const done = () => {
    setEditing(null);
    channels.reload();
    toast("success", text.saved);
  };
  const remove = (name: string) => {
    if (confirm(text.reallyRemove(name))) {
      rest.delete(`/channels/${encodeURIComponent(name)}`).then(done, toastFailure);
    }
  };
  // The list does not tell everything, such as who may write.
  const edit = (name: string) => void rest.get<Channel>(`/channels/${encodeURIComponent(name)}`).then(setEditing, toastFailure);
  const isFree = (name: string) => {
    const isKnown = channels.value?.channels.some((channel) => channel.name === name) ?? false;
    if (isKnown) {
      toast("warning", text.channelExists(name));
      edit(name);
    }
    return !isKnown;
  };
  return (
    <Card title={text.channels}>
      <ResourceState resource={channels} />
      {channels.value && (
        <div class="table-frame" tabIndex={0} role="region" aria-label={text.channels}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.name}</th>
                <th scope="col">{text.channelTitle}</th>
                <th scope="col">{text.permissions}</th>
                <th scope="col">
                  <span class="visually-hidden">{chat.edit}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {channels.value.channels.map(({ name, title, kind, permissions }) => (
                <tr key={name}>
                  <th scope="row">#{name}</th>
                  <td>{title}</td>
                  <td>{kind === "group" ? text.group : permissions.join(", ")}</td>
                  <td class="actions">
                    <button class="plain" title={chat.edit} aria-label={`${chat.edit}: ${name}`} onClick={() => edit(name)}>
                      <Icon name="edit" />
                    </button>
                    <button class="plain" title={chat.remove} aria-label={`${chat.remove}: ${name}`} onClick={() => remove(name)}>
                      <Icon name="bin" />
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ChannelForm key={editing?.name ?? ""} channel={editing} onSaved={done} onCancel={() => setEditing(null)} onName={isFree} />
    </Card>
  );
}
