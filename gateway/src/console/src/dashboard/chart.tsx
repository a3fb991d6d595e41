import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { isDark } from "../shell/appearance";
import { number, words } from "../words/words";
import type { Columns } from "./stats";

export interface ChartProps {
  title: string;
  labels: string[];
  unit?: string;
  columns: Columns;
  /** Bars for each hour, lines for what is sampled. */
  bars?: boolean;
}

const HEIGHT = 170;
const COLOURS = ["--accent", "--chart-2", "--chart-3"];
const DASHES = [[], [7, 4], [2, 3]];
const HALF_AN_HOUR = 1800;
/** Seconds that a line chart shows at least, so that the first samples are not all there is. */
const SHORTEST = 60;

/** Up to three series over time; for those who do not see it, the newest figures in words. */
export function Chart({ title, labels, unit = "", columns, bars = false }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const dark = isDark.value;
  useEffect(() => {
    const element = box.current!;
    const made = new uPlot(options(element, labels, unit, bars), columns, element);
    plot.current = made;
    const resize = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      made.destroy();
    };
  }, [dark, labels.join()]);
  useEffect(() => plot.current?.setData(columns));
  return (
    <figure class="card chart">
      <figcaption>
        <h2>{title}</h2>
        <span class="legend">
          {labels.map((label, index) => {
            const newest = columns[index + 1]?.at(-1);
            return (
              <span key={index} class={`legend-${index}`}>
                {label}: {newest == null ? "–" : `${number(newest, 1)} ${unit}`.trim()}
              </span>
            );
          })}
        </span>
      </figcaption>
      <div ref={box} aria-hidden="true" />
    </figure>
  );
}

function options(element: HTMLElement, labels: string[], unit: string, bars: boolean): uPlot.Options {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const axis = { stroke: colour("--muted"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, font: "11px sans-serif" };
  const clock: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", ...(!bars && { second: "2-digit" }) };
  const x: uPlot.Scale = { range: ({ data: [times] }) => spanOf(times[0] ?? 0, times.at(-1) ?? 0, bars) };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    padding: [8, 8, 0, 0],
    cursor: { show: false },
    legend: { show: false },
    scales: { x, y: { range: (_, __, max) => [0, Math.max(max * 1.15, 4)] } },
    axes: [
      { ...axis, values: (_, ticks) => ticks.map((tick) => new Date(tick * 1000).toLocaleTimeString(words.value.language, clock)), space: 90, size: 28 },
      { ...axis, size: 46, values: (_, ticks) => ticks.map((tick) => (bars && tick % 1 ? "" : `${number(tick, 1)} ${unit}`.trim())) },
    ],
    series: [{}, ...labels.map((_, index) => ({ ...(bars ? bar(index, colour(COLOURS[index]!)) : { dash: DASHES[index]! }), stroke: colour(COLOURS[index]!), width: bars ? 0 : 2, points: { show: false } }))],
  };
}

/** From the first to the last; of one sample the chart itself would make a whole day. */
function spanOf(first: number, last: number, bars: boolean): [number, number] {
  return bars ? [first - HALF_AN_HOUR, last + HALF_AN_HOUR] : [Math.min(first, last - SHORTEST), last];
}

/** Two beside each other on their hour. */
function bar(index: number, fill: string): Partial<uPlot.Series> {
  return { fill, paths: uPlot.paths.bars!({ size: [0.36, 24], align: index === 0 ? -1 : 1 }) };
}
