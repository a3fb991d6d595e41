import { date, number, percent, words } from "../words/words";
import type { Status } from "./observer";
import type { Stats } from "./stats";

interface CompanyProps {
  stats: Stats;
  people: Record<Status, number> | null;
}

/** The company's figures, of now or of the last hour. */
export function CompanyTiles({ stats, people }: CompanyProps) {
  const { dashboard: text, presence } = words.value;
  const { delivery, uptime, backlog } = stats;
  const statuses = (["online", "away", "busy"] as const).map((status) => `${presence.status[status]}: ${people ? number(people[status]) : "–"}`);
  return (
    <dl class="tiles" aria-label={text.company}>
      <Tile name={text.connections} value={number(stats.connections)} note={text.ofUsers(number(stats.users))} />
      <Tile name={text.online} value={people ? number(people.online + people.away + people.busy) : "–"} note={statuses.join(" · ")} />
      <Tile name={text.messages} value={number(stats.messages.lastHour)} note={text.lastHour} />
      <Tile name={text.notifications} value={number(stats.notifications.lastHour)} note={text.lastHour} />
      <Tile
        name={text.deliveryRate}
        value={delivery.rate === undefined ? "–" : percent(delivery.rate)}
        note={text.delivered(number(delivery.delivered), number(delivery.unrecovered))}
      />
      <Tile name={text.uptime} value={uptime.ratio === undefined ? "–" : percent(uptime.ratio)} note={uptime.since ? text.since(date(uptime.since)) : ""} />
      <Tile name={text.backlog} value={number(backlog.events)} note={backlog.events ? text.oldest(number(backlog.oldestMs / 1000, 1)) : text.nothingWaits} />
    </dl>
  );
}

/** What this page measures itself. */
export function WindowTiles({ delivery, response }: { delivery: number | null; response: number | null }) {
  const { dashboard: text } = words.value;
  const milliseconds = (value: number | null) => (value === null ? "–" : `${number(value)} ms`);
  return (
    <dl class="tiles" aria-label={text.window}>
      <Tile name={text.delivery} value={milliseconds(delivery)} note={text.deliveryNote} />
      <Tile name={text.response} value={milliseconds(response)} note={text.responseNote} />
    </dl>
  );
}

function Tile({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div class="tile">
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd class="note">{note}</dd>
    </div>
  );
}
