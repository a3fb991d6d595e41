import { useEffect, useRef } from "preact/hooks";
import { toastFailure } from "../ui/toasts";
import { words } from "../words/words";
import { useWorkspace } from "../workspace";
import { channelOf, listed, type Channel } from "./channel-fields";

interface FormProps {
  /** The one to change; null to make one. */
  channel: Channel | null;
  onSaved: () => void;
  onCancel: () => void;
  /** Asked before one is made: says whether the name is free, and does what there is to do when not. */
  onName: (name: string) => boolean;
}

/** All of a channel or group, for the PUT that replaces it. */
export function ChannelForm({ channel, onSaved, onCancel, onName }: FormProps) {
  const { rest } = useWorkspace();
  const { administration: text, chat } = words.value;
  const title = useRef<HTMLInputElement>(null);
  useEffect(() => void (channel && title.current?.focus()), [channel]);
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    const name = channel?.name ?? String(given.get("name")).trim();
    if (channel || onName(name)) {
      rest.put(`/channels/${encodeURIComponent(name)}`, channelOf(channel, given)).then(() => (form.reset(), onSaved()), toastFailure);
    }
  };
  return (
    <form onSubmit={save} aria-labelledby="channel-form-title">
      <h3 id="channel-form-title">{channel ? text.changeChannel(channel.name) : text.newChannel}</h3>
      <div class="row">
        {!channel && (
          <label class="field">
            <span>{text.name}</span>
            <input name="name" required pattern="[a-z0-9][a-z0-9_.:\-]{0,99}" />
          </label>
        )}
        <label class="field">
          <span>{text.channelTitle}</span>
          <input ref={title} name="title" required maxLength={100} defaultValue={channel?.title} />
        </label>
      </div>
      {channel?.kind === "group" ? (
        <label class="field">
          <span>{text.members}</span>
          <input name="members" defaultValue={listed(channel.members)} />
        </label>
      ) : (
        <>
          <label class="field">
            <span>{text.description}</span>
            <input name="description" maxLength={500} defaultValue={channel?.description} />
          </label>
          <div class="row">
            <label class="field">
              <span>{text.permissions}</span>
              <input name="permissions" required={channel?.permissions.length !== 0} placeholder="vendas, admin" defaultValue={listed(channel?.permissions)} />
            </label>
            <label class="field">
              <span>{text.publish}</span>
              <input name="publish" placeholder={text.publishAll} defaultValue={listed(channel?.publish)} />
            </label>
          </div>
        </>
      )}
      <div class="row">
        <button>{text.saveChannel}</button>
        {channel && (
          <button type="button" onClick={onCancel}>
            {chat.cancel}
          </button>
        )}
      </div>
    </form>
  );
}
