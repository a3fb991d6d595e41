import { useEffect, useState } from "preact/hooks";
import { asRefused } from "../connection/refused";
import { Loading } from "../ui/loading";
import { toast, toastFailure } from "../ui/toasts";
import { explain, words } from "../words/words";
import { useWorkspace } from "../workspace";

export interface Preferences {
  channels?: Record<string, unknown>;
  types?: Record<string, unknown>;
  quietHours?: { from: string; to: string; timeZone: string } | null;
}

/** What this user is told of, and when not. */
export function PreferencesForm() {
  const { connection } = useWorkspace();
  const { notifications: text } = words.value;
  const [preferences, setPreferences] = useState<Preferences | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const isReady = connection.session.value !== null;
  useEffect(() => {
    if (isReady) {
      connection.ask<Preferences>("preferences:get").then(setPreferences, setFailure);
    }
  }, [isReady]);
  if (failure) {
    return asRefused(failure).isMissing ? <p class="hint">{text.noPreferences}</p> : <p class="bad">{explain(failure)}</p>;
  }
  if (!preferences) {
    return <Loading />;
  }
  return <Form preferences={preferences} onSaved={setPreferences} title={text.preferences} />;
}

interface FormProps {
  preferences: Preferences;
  onSaved: (preferences: Preferences) => void;
  title: string;
}

function Form({ preferences, onSaved, title }: FormProps) {
  const { connection, chat } = useWorkspace();
  const { notifications: text, chat: chatText } = words.value;
  const quiet = preferences.quietHours;
  const [isQuiet, setQuiet] = useState(Boolean(quiet));
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const channels = Object.fromEntries(chat.channels.value.map(({ name }) => [name, choice(preferences.channels?.[name], given.has(`channel:${name}`))]));
    const types = Object.fromEntries(TYPES.map((type) => [type, choice(preferences.types?.[type], given.has(`type:${type}`))]));
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const quietHours = isQuiet ? { from: String(given.get("from")), to: String(given.get("to")), timeZone } : null;
    connection
      .ask<Preferences>("preferences:set", { ...preferences, channels: { ...preferences.channels, ...channels }, types: { ...preferences.types, ...types }, quietHours })
      .then((saved) => (onSaved(saved), toast("success", text.saved)), toastFailure);
  };
  return (
    <section class="card" aria-labelledby="preferences-title">
      <h2 id="preferences-title">{title}</h2>
      <form onSubmit={save}>
        <fieldset>
          <legend>{text.receiveFrom}</legend>
          {chat.channels.value.map((channel) => (
            <label class="check" key={channel.name}>
              <input type="checkbox" name={`channel:${channel.name}`} defaultChecked={isOn(preferences.channels?.[channel.name])} />
              {channel.title}
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend>{text.receiveTypes}</legend>
          {TYPES.map((type) => (
            <label class="check" key={type}>
              <input type="checkbox" name={`type:${type}`} defaultChecked={isOn(preferences.types?.[type])} />
              {text.types[type]}
            </label>
          ))}
        </fieldset>
        <label class="check">
          <input type="checkbox" checked={isQuiet} onChange={(event) => setQuiet(event.currentTarget.checked)} />
          {text.quietHours}
        </label>
        {isQuiet && (
          <div class="row">
            <label class="field">
              <span>{text.from}</span>
              <input type="time" name="from" required defaultValue={quiet?.from ?? "22:00"} />
            </label>
            <label class="field">
              <span>{text.to}</span>
              <input type="time" name="to" required defaultValue={quiet?.to ?? "07:00"} />
            </label>
          </div>
        )}
        <button>{chatText.save}</button>
      </form>
    </section>
  );
}

const TYPES = ["success", "info", "warning", "error"] as const;

/** What was never set is on. */
function isOn(value: unknown): boolean {
  return value === undefined || value === true || value === "on";
}

/** What is muted until a time stays so unless it is switched on. */
function choice(known: unknown, isChecked: boolean): unknown {
  return isChecked ? "on" : typeof known === "object" && known !== null ? known : "off";
}
