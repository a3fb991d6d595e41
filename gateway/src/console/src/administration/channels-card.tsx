import { toast, toastFailure } from "../ui/toasts";
import { words } from "../words/words";
import { useWorkspace } from "../workspace";
import { Card, Missing } from "./administration-screen";
import { useResource } from "./use-resource";

interface ChannelRow {
  name: string;
  title: string;
  description?: string;
  kind?: string;
  permissions?: string[];
}

/** The tenant's channels, and a form that makes or changes one. */
export function ChannelsCard() {
  const { rest } = useWorkspace();
  const { administration: text, chat } = words.value;
  const channels = useResource<{ channels: ChannelRow[] }>("/channels");
  const done = () => {
    channels.reload();
    toast("success", text.saved);
  };
  const remove = (name: string) => {
    if (confirm(text.reallyRemove(name))) {
      rest.delete(`/channels/${encodeURIComponent(name)}`).then(done, toastFailure);
    }
  };
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    const value = (name: string) => String(given.get(name)).trim();
    const permissions = value("permissions").split(/[\s,]+/).filter(Boolean);
    rest
      .put(`/channels/${encodeURIComponent(value("name"))}`, { title: value("title"), description: value("description"), permissions })
      .then(() => (form.reset(), done()), toastFailure);
  };
  return (
    <Card title={text.channels}>
      <Missing resource={channels} />
      {channels.value && (
        <div class="table-frame" tabIndex={0} role="region" aria-label={text.channels}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.name}</th>
                <th scope="col">{text.channelTitle}</th>
                <th scope="col">{text.permissions}</th>
                <th scope="col">
                  <span class="visually-hidden">{chat.remove}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {channels.value.channels.map(({ name, title, permissions }) => (
                <tr key={name}>
                  <th scope="row">#{name}</th>
                  <td>{title}</td>
                  <td>{permissions?.join(", ")}</td>
                  <td class="actions">
                    <button aria-label={`${chat.remove}: ${name}`} onClick={() => remove(name)}>
                      {chat.remove}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <form onSubmit={save}>
        <div class="row">
          <label class="field">
            <span>{text.name}</span>
            <input name="name" required pattern="[a-z0-9][a-z0-9_.:\-]{0,99}" />
          </label>
          <label class="field">
            <span>{text.channelTitle}</span>
            <input name="title" required maxLength={100} />
          </label>
        </div>
        <div class="row">
          <label class="field">
            <span>{text.description}</span>
            <input name="description" maxLength={200} />
          </label>
          <label class="field">
            <span>{text.permissions}</span>
            <input name="permissions" required placeholder="vendas, admin" />
          </label>
        </div>
        <button>{text.saveChannel}</button>
      </form>
    </Card>
  );
}
