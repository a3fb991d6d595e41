import { useEffect, useState } from "preact/hooks";
import { Icon } from "../ui/icon";
import { go, href } from "../ui/route";
import { dateAndTime, number, time, words } from "../words/words";
import { useWorkspace } from "../workspace";
import { modules, type Field } from "./modules";
import { RecordForm } from "./record-form";
import type { Records, Row } from "./records";

const FRESH = 4000;

/** A grid of the demo that refreshes as others save, and beside it the record that is open. */
export function RecordsScreen({ module, id }: { module: string | undefined; id: string | undefined }) {
  const { records } = useWorkspace();
  const shown = records.find((each) => each.module.name === module) ?? records[0]!;
  const { records: text } = words.value;
  const [filter, setFilter] = useState("");
  const rows = shown.rows.value.filter((row) => matches(row, filter));
  return (
    <div class={id ? "screen records has-record" : "screen records"}>
      <section class="grid-pane" aria-labelledby="records-title">
        <header class="screen-head">
          <h1 id="records-title">{text.modules[shown.module.name]}</h1>
          <nav class="segments" aria-label={text.title}>
            {modules.map(({ name }) => (
              <a key={name} class="button" href={href("cadastros", name)} aria-current={name === shown.module.name ? "page" : undefined}>
                {text.modules[name]}
              </a>
            ))}
          </nav>
          <span class="space" />
          <input
            class="filter"
            type="search"
            aria-label={text.filter}
            placeholder={text.filter}
            value={filter}
            onInput={(event) => setFilter(event.currentTarget.value)}
          />
          <button class="primary" onClick={() => go("cadastros", shown.module.name, "novo")}>
            <Icon name="plus" /> {text.add}
          </button>
        </header>
        {shown.isMissing.value && <p class="banner warning">{words.value.failure.missing}</p>}
        <Grid records={shown} rows={rows} open={id} />
        <p class="hint">{text.demoHint}</p>
      </section>
      {id && <RecordForm key={`${shown.module.name}/${id}`} records={shown} id={id} />}
    </div>
  );
}

function Grid({ records, rows, open }: { records: Records; rows: Row[]; open: string | undefined }) {
  const { records: text } = words.value;
  const { fields, name } = records.module;
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={text.modules[name]}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.number}</th>
            {fields.map((field, index) => (
              <th key={field.name} scope="col" class={columnOf(field, index)}>
                {text.fields[field.name]}
              </th>
            ))}
            <th scope="col">{text.editing}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <GridRow key={row.id} row={row} fields={fields} module={name} isOpen={row.id === open} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  row: Row;
  fields: Field[];
  module: string;
  isOpen: boolean;
}

function GridRow({ row, fields, module, isOpen }: RowProps) {
  const { editing, me } = useWorkspace();
  const { records: text } = words.value;
  const holder = editing.locks.held.value.get(`${module}:${row.id}`)?.holder;
  const isFresh = useFresh(row.changedAt);
  return (
    <tr class={`${isOpen ? "is-open" : ""}${isFresh ? " is-fresh" : ""}`} onClick={() => go("cadastros", module, row.id)}>
      <td>{row.id}</td>
      {fields.map((field, index) => (
        <td key={field.name} class={columnOf(field, index)}>
          {index === 0 ? (
            <a href={href("cadastros", module, row.id)}>{shownValue(field, row.values[field.name])}</a>
          ) : field.kind === "choice" ? (
            <span class={`tag ${row.values[field.name]}`}>{row.values[field.name]}</span>
          ) : (
            shownValue(field, row.values[field.name])
          )}
        </td>
      ))}
      <td>
        {holder ? (
          <span class="tag editing">
            <Icon name="lock" /> {holder.userId === me.userId ? text.you : holder.name.split(" ")[0]}
          </span>
        ) : (
          row.changedBy && (
            <small class="hint" title={dateAndTime(row.changedAt!)}>
              {text.savedBy(row.changedBy.split(" ")[0]!, time(row.changedAt!))}
            </small>
          )
        )}
      </td>
    </tr>
  );
}

/** Whether a row changed a moment ago. */
function useFresh(changedAt: string | undefined): boolean {
  const [until, setUntil] = useState(0);
  useEffect(() => {
    const left = changedAt ? FRESH - (Date.now() - Date.parse(changedAt)) : 0;
    if (left <= 0) {
      return undefined;
    }
    setUntil(Date.now() + left);
    const timer = setTimeout(() => setUntil(0), left);
    return () => clearTimeout(timer);
  }, [changedAt]);
  return until > 0;
}

function matches(row: Row, filter: string): boolean {
  const sought = filter.trim().toLowerCase();
  return !sought || Object.values(row.values).some((value) => String(value).toLowerCase().includes(sought));
}

function isNumeric(field: Field): boolean {
  return field.kind === "money" || field.kind === "number";
}

/** Beside an open record there is room for the first column and the last. */
function columnOf(field: Field, index: number): string {
  return [isNumeric(field) && "numeric", (index === 1 || index === 2) && "spare"].filter(Boolean).join(" ");
}

function shownValue(field: Field, value: string | number | undefined): string {
  if (value === undefined) {
    return "";
  }
  switch (field.kind) {
    case "money":
      return Number(value).toLocaleString(words.value.language, { style: "currency", currency: "BRL" });
    case "number":
      return number(Number(value));
    case "date":
      return new Date(`${value}T12:00:00`).toLocaleDateString(words.value.language);
    default:
      return String(value);
  }
}
