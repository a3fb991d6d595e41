import { useState } from "preact/hooks";
import { List } from "../dashboard/figures";
import { words } from "../words/words";
import { ResourceState } from "./resource-state";
import { useResource } from "./use-resource";

type Given = Record<"from" | "to" | "kind" | "user", string | undefined>;

/** What was done in the tenant, by whom, when. */
export function AuditScreen() {
  const { audit: text, presence } = words.value;
  const [query, setQuery] = useState<Partial<Given>>({});
  const found = useResource<Record<string, unknown>>("/audit", query);
  const records = Object.values(found.value ?? {}).find(Array.isArray) as Record<string, unknown>[] | undefined;
  const search = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const value = (name: string) => String(given.get(name)).trim() || undefined;
    const moment = (name: string) => value(name) && new Date(value(name)!).toISOString();
    setQuery({ from: moment("from"), to: moment("to"), kind: value("kind"), user: value("user") });
  };
  return (
    <div class="screen">
      <header class="screen-head">
        <h1>{text.title}</h1>
      </header>
      <form class="row end" onSubmit={search}>
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
          <input name="kind" />
        </label>
        <label class="field">
          <span>{presence.person}</span>
          <input name="user" />
        </label>
        <button class="primary">{text.search}</button>
      </form>
      <ResourceState resource={found} />
      {records && records.length > 0 && <List rows={records} label={text.title} />}
      {records?.length === 0 && <p class="nothing">{text.none}</p>}
    </div>
  );
}
