import { useState } from "preact/hooks";
import { shown } from "../ui/shown";
import { toastFailure } from "../ui/toasts";
import { dateAndTime, words } from "../words/words";
import { useWorkspace } from "../workspace";
import { detailsOf, type AuditPage, type AuditRecord } from "./audit";
import { ResourceState } from "./resource-state";
import { useResource } from "./use-resource";

export type AuditQuery = Partial<Record<"from" | "to" | "kind" | "user", string>>;

/** What one search finds, newest first, page by page. */
export function AuditRecords({ query }: { query: AuditQuery }) {
  const { rest } = useWorkspace();
  const { audit: text } = words.value;
  const first = useResource<AuditPage>("/audit", query);
  const [further, setFurther] = useState<AuditPage[]>([]);
  const [isLoading, setLoading] = useState(false);
  const pages = first.value ? [first.value, ...further] : [];
  const records = pages.flatMap((page) => page.records);
  const next = pages.at(-1)?.next;
  const more = () => {
    setLoading(true);
    rest
      .get<AuditPage>("/audit", { ...query, before: next })
      .then((page) => setFurther((before) => [...before, page]), toastFailure)
      .then(() => setLoading(false));
  };
  return (
    <>
      <ResourceState resource={first} />
      {records.length > 0 && <Table records={records} />}
      {first.value && records.length === 0 && <p class="nothing">{text.none}</p>}
      {next && (
        <button class="link older" disabled={isLoading} onClick={more}>
          {text.more}
        </button>
      )}
    </>
  );
}

function Table({ records }: { records: AuditRecord[] }) {
  const { audit: text, presence, figures } = words.value;
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={text.title}>
      <table class="audit">
        <thead>
          <tr>
            <th scope="col">{figures.timestamp}</th>
            <th scope="col">{text.kind}</th>
            <th scope="col">{presence.person}</th>
            <th scope="col">{figures.details}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.id}>
              <td class="narrow">{dateAndTime(record.timestamp)}</td>
              <td class="narrow">{text.kinds[record.kind] ?? record.kind}</td>
              <td>{record.user?.name ?? record.user?.userId ?? "–"}</td>
              <td>
                {detailsOf(record).map(([name, value]) => (
                  <span class="detail" key={name}>
                    <i>{figures[name] ?? name}</i> {shown(value)}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
