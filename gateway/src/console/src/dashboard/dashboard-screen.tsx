import { useEffect } from "preact/hooks";
import { isNotOffered } from "../connection/refused";
import { Loading } from "../ui/loading";
import { explain, number, words } from "../words/words";
import { useWorkspace } from "../workspace";
import { Chart } from "./chart";
import { Shares } from "./shares";
import { byHour } from "./stats";
import { CompanyTiles, WindowTiles } from "./tiles";

/** The company's communication at a glance, live. */
export function DashboardScreen() {
  const { observer } = useWorkspace();
  const { dashboard: text } = words.value;
  useEffect(() => observer.watch(), []);
  // Read so that what is sampled outside of signals is drawn again.
  void observer.ticks.value;
  const stats = observer.stats.value;
  return (
    <div class="screen dashboard">
      <header class="screen-head">
        <h1>{text.title}</h1>
        <span class="hint">{text.live}</span>
      </header>
      <Trouble />
      {!stats && !observer.failure.value && <Loading large />}
      {stats && <CompanyTiles stats={stats} people={observer.people.value} />}
      <div class="charts">
        {stats && (
          <>
            <Chart title={text.hourChart} labels={[text.messagesShort, text.notificationsShort]} columns={byHour(stats.messages, stats.notifications)} bars />
            <Chart title={text.loadChart} labels={[text.connectionsShort, text.usersShort]} columns={observer.load.columns} />
            <Chart title={text.latencyChart} labels={["p50", text.mean, "p99"]} unit="ms" columns={observer.latency.columns} />
          </>
        )}
        <Chart title={text.responseChart} labels={[text.each, "p99"]} unit="ms" columns={observer.responses.columns} />
      </div>
      {stats && (
        <div class="charts">
          <Shares title={text.busiest} none={text.noMessages} rows={stats.channels.map(({ channel, title, messages }) => ({ key: channel, name: title, count: messages }))} />
          <Shares title={text.nodes} none={text.noNodes} rows={stats.nodes.map(({ node, connections }) => ({ key: node, name: node, count: connections }))} />
        </div>
      )}
      <h2>{text.window}</h2>
      <WindowTiles delivery={observer.delivery.value} response={observer.response} />
    </div>
  );
}

/** It is tried again by itself at the next sample. */
function Trouble() {
  const { observer } = useWorkspace();
  const { dashboard: text } = words.value;
  const failure = observer.failure.value;
  if (!failure) {
    return null;
  }
  const stats = observer.stats.value;
  return isNotOffered(failure) ? (
    <p class="hint">{text.noStats}</p>
  ) : (
    <div class="banner error" role="alert">
      {explain(failure)} {stats && text.asOf(number(Math.max(0, (Date.now() - Date.parse(stats.timestamp)) / 1000)))}
    </div>
  );
}
