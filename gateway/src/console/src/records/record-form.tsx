import { useEffect, useState } from "preact/hooks";
import { Icon } from "../ui/icon";
import { go, href } from "../ui/route";
import { toast, toastFailure } from "../ui/toasts";
import { words } from "../words/words";
import { useWorkspace } from "../workspace";
import type { EditLock } from "./edit-lock";
import { LockBanner } from "./lock-banner";
import type { Field, Values } from "./modules";
import type { Records } from "./records";

/** A record, opened: locked for this user while it is, or shown while someone else has it. */
export function RecordForm({ records, id }: { records: Records; id: string }) {
  const { editing, me } = useWorkspace();
  const { records: text, chat, common } = words.value;
  const isNew = id === "novo";
  const module = records.module.name;
  const lock = useLock(isNew ? null : id, module);
  const row = records.find(id);
  const [draft, setDraft] = useState<Values | null>(null);
  const [seenVersion, setSeenVersion] = useState(row?.version);
  const kind = lock?.state.value.kind;
  const mayEdit = isNew || kind === "mine" || kind === "unlocked";
  const values = draft ?? row?.values ?? {};
  const isStale = draft !== null && row !== undefined && row.version !== seenVersion;

  const change = (field: Field, value: string) => {
    if (draft === null) {
      setSeenVersion(row?.version);
    }
    setDraft({ ...values, [field.name]: isNumeric(field) ? Number(value) : value });
  };
  const save = (event: Event) => {
    event.preventDefault();
    records.save(isNew ? null : id, values, me).then(() => {
      setDraft(null);
      toast("success", text.saved);
      if (isNew) {
        go("cadastros", module);
      }
    }, toastFailure);
  };
  const remove = () => {
    if (confirm(text.reallyRemove(title))) {
      records.remove(id, me).then(() => (toast("success", text.removed), go("cadastros", module)), toastFailure);
    }
  };
  const refresh = () => {
    setDraft(null);
    void editing.open.value?.acquire();
  };
  const title = isNew ? text.add : String(row?.values[records.module.fields[0]!.name] ?? id);
  return (
    <section class="record" aria-labelledby="record-title">
      <header class="screen-head">
        <a class="back" href={href("cadastros", module)} aria-label={chat.backToList}>
          <Icon name="back" />
        </a>
        <h2 id="record-title">{title}</h2>
        <span class="space" />
        <a class="button plain-link" href={href("cadastros", module)} aria-label={common.close}>
          <Icon name="close" />
        </a>
      </header>
      {lock && <LockBanner lock={lock} onRefresh={refresh} />}
      {isStale && <p class="banner warning">{text.stale}</p>}
      <form onSubmit={save}>
        {records.module.fields.map((field) => (
          <FieldInput key={field.name} field={field} value={values[field.name]} isReadOnly={!mayEdit} onChange={(value) => change(field, value)} />
        ))}
        <div class="row">
          <button class="primary" disabled={!mayEdit || draft === null}>
            {chat.save}
          </button>
          {draft !== null && (
            <button type="button" onClick={() => setDraft(null)}>
              {text.undo}
            </button>
          )}
          {row && mayEdit && (
            <button type="button" class="danger" onClick={remove}>
              {chat.remove}
            </button>
          )}
          {row && <span class="hint version">{text.version(row.version)}</span>}
        </div>
      </form>
    </section>
  );
}

function useLock(id: string | null, module: string): EditLock | null {
  const { editing, connection } = useWorkspace();
  const isReady = connection.session.value !== null;
  useEffect(() => {
    if (id === null || !isReady) {
      return undefined;
    }
    editing.begin(module, id);
    return () => editing.end();
  }, [id, module, isReady]);
  return id === null ? null : editing.open.value;
}

const INPUTS: Record<Field["kind"], object> = {
  text: { type: "text", maxLength: 120 },
  choice: {},
  date: { type: "date" },
  number: { type: "number", min: 0, step: 1 },
  money: { type: "number", min: 0, step: "0.01" },
};

interface InputProps {
  field: Field;
  value: string | number | undefined;
  isReadOnly: boolean;
  onChange: (value: string) => void;
}

function FieldInput({ field, value, isReadOnly, onChange }: InputProps) {
  const { records: text } = words.value;
  const common = { name: field.name, required: true, value: value ?? "" };
  return (
    <label class="field">
      <span>{text.fields[field.name]}</span>
      {field.kind === "choice" ? (
        <select {...common} disabled={isReadOnly} onChange={(event) => onChange(event.currentTarget.value)}>
          {value === undefined && <option value="" />}
          {field.choices!.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          {...INPUTS[field.kind]}
          readOnly={isReadOnly}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </label>
  );
}

function isNumeric(field: Field): boolean {
  return field.kind === "money" || field.kind === "number";
}
