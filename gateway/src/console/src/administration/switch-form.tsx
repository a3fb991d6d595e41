import { words } from "../words/words";

export type Switches = { [name: string]: unknown };

/** A form made of an object: yes and no as boxes, numbers and texts as fields, groups as groups. */
export function SwitchForm({ values, onSave }: { values: Switches; onSave: (values: Switches) => void }) {
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    onSave(read(values, new FormData(event.currentTarget as HTMLFormElement), ""));
  };
  return (
    <form onSubmit={save}>
      <Fields values={values} prefix="" />
      <button>{words.value.chat.save}</button>
    </form>
  );
}

function Fields({ values, prefix }: { values: Switches; prefix: string }) {
  return (
    <>
      {Object.entries(values).map(([name, value]) => {
        const label = words.value.figures[name] ?? name;
        if (isGroup(value)) {
          return (
            <fieldset key={name}>
              <legend>{label}</legend>
              <Fields values={value} prefix={`${prefix}${name}.`} />
            </fieldset>
          );
        }
        return typeof value === "boolean" ? (
          <label class="check" key={name}>
            <input type="checkbox" name={prefix + name} defaultChecked={value} />
            {label}
          </label>
        ) : typeof value === "number" || typeof value === "string" ? (
          <label class="field" key={name}>
            <span>{label}</span>
            <input name={prefix + name} defaultValue={String(value)} inputMode={typeof value === "number" ? "decimal" : "text"} />
          </label>
        ) : null;
      })}
    </>
  );
}

function read(values: Switches, given: FormData, prefix: string): Switches {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const entry = given.get(prefix + name);
      if (isGroup(value)) {
        return [name, read(value, given, `${prefix}${name}.`)];
      }
      return [name, typeof value === "boolean" ? entry !== null : entry === null ? value : typeof value === "number" ? Number(entry) : entry];
    }),
  );
}

function isGroup(value: unknown): value is Switches {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
