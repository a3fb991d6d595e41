import { useEffect, useRef } from "preact/hooks";
import { words } from "../words/words";
import { isGroup, readSwitches, type Switches } from "./switches";

interface FormProps {
  values: Switches;
  hint?: string;
  onSave: (values: Switches) => void;
}

/** A form made of an object: yes and no as boxes, numbers and texts as fields, groups as groups. New values replace what was typed. */
export function SwitchForm({ values, hint, onSave }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.reset(), [values]);
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    onSave(readSwitches(values, new FormData(event.currentTarget as HTMLFormElement)));
  };
  return (
    <form class="switches" ref={form} onSubmit={save}>
      <Fields values={values} prefix="" />
      {hint && <p class="hint">{hint}</p>}
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
        ) : typeof value === "number" ? (
          <label class="field" key={name}>
            <span>{label}</span>
            <input type="number" min={0} step={1} name={prefix + name} defaultValue={String(value)} />
          </label>
        ) : typeof value === "string" ? (
          <label class="field" key={name}>
            <span>{label}</span>
            <input name={prefix + name} defaultValue={value} />
          </label>
        ) : null;
      })}
    </>
  );
}
