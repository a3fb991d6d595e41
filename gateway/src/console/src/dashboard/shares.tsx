import { number } from "../words/words";

export interface Share {
  key: string;
  name: string;
  count: number;
}

/** Who has how much, the most first, each beside the most. */
export function Shares({ title, none, rows }: { title: string; none: string; rows: Share[] }) {
  const sorted = [...rows].sort((one, other) => other.count - one.count);
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      {sorted.length === 0 && <p class="hint">{none}</p>}
      <ol class="shares">
        {sorted.map(({ key, name, count }) => (
          <li key={key}>
            <span>{name}</span>
            <meter min={0} max={Math.max(1, sorted[0]!.count)} value={count} aria-label={name} />
            <b>{number(count)}</b>
          </li>
        ))}
      </ol>
    </section>
  );
}
