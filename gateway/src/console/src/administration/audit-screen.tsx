import { useState } from "preact/hooks";
import { words } from "../words/words";
import { AUDIT_KINDS } from "./audit";
import { AuditRecords, type AuditQuery } from "./audit-records";

/** What was done in the tenant, by whom, when. */
export function AuditScreen() {
  const { audit: text } = words.value;
  const [search, setSearch] = useState<{ round: number; query: AuditQuery }>({ round: 0, query: {} });
  const begin = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const query: AuditQuery = {};
    for (const name of ["from", "to", "kind", "user"] as const) {
      const value = String(given.get(name)).trim();
      if (value) {
        query[name] = name === "from" || name === "to" ? new Date(value).toISOString() : value;
      }
    }
    setSearch({ round: search.round + 1, query });
  };
  return (
    <div class="screen">
      <header class="screen-head">
        <h1>{text.title}</h1>
      </header>
      <form class="row end audit-search" onSubmit={begin}>
        <label class="field">
          <span>{text.from}</span>
          <input type="datetime-local" name="from" />
        </label>
        <label class="field">
          <span>{text.to}</span>
          <input type="datetime-local" name="to" />
        </label>
        <label class="field">
          <span>{text.kind}</span>
          <select name="kind">
            <option value="">{text.allKinds}</option>
            {AUDIT_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {text.kinds[kind]}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{text.userId}</span>
          <input name="user" />
        </label>
        <button class="primary">{text.search}</button>
      </form>
      <AuditRecords key={search.round} query={search.query} />
    </div>
  );
}
