import { useEffect } from "preact/hooks";
import { isNotOffered } from "../connection/refused";
import { explain, number, words } from "../words/words";
import { useWorkspace } from "../workspace";
import { Chart } from "./chart";
import { Figures, Tile } from "./figures";

const BUSIEST = 5;

/** The tenant's communication at a glance, live. */
export function DashboardScreen() {
  const { observer, chat } = useWorkspace();
  const { dashboard: text } = words.value;
  useEffect(() => observer.watch(), []);
  const ticks = observer.ticks.value;
  const stats = observer.stats.value;
  const failure = observer.statsFailure.value;
  const milliseconds = (value: number | null) => (value === null ? "–" : `${number(value)} ms`);
  const busiest = [...observer.channels.value].sort((one, other) => other[1] - one[1]).slice(0, BUSIEST);
  return (
    <div class="screen dashboard">
      <header class="screen-head">
        <h1>{text.title}</h1>
        <span class="hint">{text.live}</span>
      </header>
      <dl class="tiles">
        <Tile name={text.online} value={observer.online.value === null ? "–" : number(observer.online.value)} />
        <Tile name={text.messages} value={number(observer.lastHour("message"))} />
        <Tile name={text.notifications} value={number(observer.lastHour("notification"))} />
        <Tile name={text.delivery} value={milliseconds(observer.delivery.value)} />
        <Tile name={text.response} value={milliseconds(observer.response)} />
      </dl>
      <div class="charts">
        <Chart title={text.responseChart} labels={[text.each, "p99"]} unit="ms" samples={observer.responses} ticks={ticks} />
        <Chart title={text.trafficChart} labels={[text.messagesShort, text.notificationsShort]} unit="" samples={observer.traffic} ticks={ticks} />
      </div>
      {busiest.length > 0 && (
        <section class="card" aria-label={text.busiest}>
          <h2>{text.busiest}</h2>
          <ol class="busiest">
            {busiest.map(([channel, count]) => (
              <li key={channel}>
                <span>#{chat.titleOf(channel)}</span>
                <meter min={0} max={busiest[0]![1]} value={count} aria-label={chat.titleOf(channel)} />
                <b>{number(count)}</b>
              </li>
            ))}
          </ol>
        </section>
      )}
      {stats ? (
        <>
          <h2>{text.server}</h2>
          <Figures of={stats} />
        </>
      ) : failure ? (
        <p class="hint">{isNotOffered(failure) ? text.noStats : explain(failure)}</p>
      ) : null}
    </div>
  );
}
