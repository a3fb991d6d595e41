import { dateAndTime, number, words } from "../words/words";

/** Whatever a server tells, shown by its kind: figures as tiles, lists as tables, groups under their name. */
export function Figures({ of }: { of: Record<string, unknown> }) {
  const entries = Object.entries(of);
  const plain = entries.filter(([, value]) => value !== null && typeof value !== "object");
  const lists = entries.filter((entry): entry is [string, Record<string, unknown>[]] => isList(entry[1]));
  const groups = entries.filter((entry): entry is [string, Record<string, unknown>] => isGroup(entry[1]));
  return (
    <>
      {plain.length > 0 && (
        <dl class="tiles">
          {plain.map(([name, value]) => (
            <Tile key={name} name={labelOf(name)} value={shown(value)} />
          ))}
        </dl>
      )}
      {groups.map(([name, group]) => (
        <section key={name} class="card" aria-label={labelOf(name)}>
          <h2>{labelOf(name)}</h2>
          <Figures of={group} />
        </section>
      ))}
      {lists.map(([name, list]) => (
        <section key={name} class="card" aria-label={labelOf(name)}>
          <h2>{labelOf(name)}</h2>
          <List rows={list} label={labelOf(name)} />
        </section>
      ))}
    </>
  );
}

export function Tile({ name, value }: { name: string; value: string }) {
  return (
    <div class="tile">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Objects as rows, their fields as columns. */
export function List({ rows, label }: { rows: Record<string, unknown>[]; label: string }) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {labelOf(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column}>{shown(row[column])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isGroup);
}

function isGroup(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function labelOf(name: string): string {
  return words.value.figures[name] ?? name;
}

export function shown(value: unknown): string {
  if (value === null || value === undefined) {
    return "–";
  }
  if (typeof value === "number") {
    return number(value, 2);
  }
  if (typeof value === "object") {
    const { name, username } = value as { name?: string; username?: string };
    return name ?? username ?? JSON.stringify(value);
  }
  return /^\d{4}-\d\d-\d\dT/.test(String(value)) ? dateAndTime(String(value)) : String(value);
}
