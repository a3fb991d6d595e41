import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { toast, toastFailure } from "../ui/toasts";
import { words } from "../words/words";
import { useWorkspace } from "../workspace";
import { ChannelsCard } from "./channels-card";
import { LocksCard } from "./locks-card";
import { ResourceState } from "./resource-state";
import { SwitchForm } from "./switch-form";
import type { Switches } from "./switches";
import { useResource } from "./use-resource";

/** What an administrator changes: channels, users' access and sessions, the tenant's settings, locks by force. */
export function AdministrationScreen() {
  const { administration: text } = words.value;
  return (
    <div class="screen">
      <header class="screen-head">
        <h1>{text.title}</h1>
      </header>
      <div class="cards">
        <div class="stack">
          <ChannelsCard />
        </div>
        <div class="stack">
          <LocksCard />
          <UserCard />
          <SettingsCard />
        </div>
      </div>
    </div>
  );
}

export function Card({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function SettingsCard() {
  const { rest } = useWorkspace();
  const { administration: text } = words.value;
  const settings = useResource<Switches>("/settings");
  const save = (values: Switches) =>
    rest.put("/settings", values).then(() => (settings.reload(), toast("success", text.saved)), toastFailure);
  return (
    <Card title={text.settings}>
      <ResourceState resource={settings} />
      {settings.value && <SwitchForm values={settings.value} hint={text.settingsHint} onSave={save} />}
    </Card>
  );
}

function UserCard() {
  const { chat } = useWorkspace();
  const { administration: text } = words.value;
  const [user, setUser] = useState("");
  return (
    <Card title={text.users}>
      <label class="field">
        <span>{text.user}</span>
        <select value={user} onChange={(event) => setUser(event.currentTarget.value)}>
          <option value="">{text.choose}</option>
          {[...chat.names.value].map(([userId, name]) => (
            <option key={userId} value={userId}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {user && <UserAccess key={user} userId={user} />}
    </Card>
  );
}

function UserAccess({ userId }: { userId: string }) {
  const { rest, chat } = useWorkspace();
  const { administration: text } = words.value;
  const path = `/users/${encodeURIComponent(userId)}`;
  const access = useResource<Switches>(`${path}/access`);
  const save = (values: Switches) =>
    rest.put(`${path}/access`, values).then(() => (access.reload(), toast("success", text.saved)), toastFailure);
  const revoke = () => {
    if (confirm(text.reallyRevoke(chat.titleOf(`@${userId}`)))) {
      rest.delete(`${path}/sessions`).then(() => toast("success", text.revoked), toastFailure);
    }
  };
  return (
    <>
      <ResourceState resource={access} />
      {access.value && <SwitchForm values={access.value} onSave={save} />}
      <button class="danger" onClick={revoke}>
        {text.revoke}
      </button>
    </>
  );
}
