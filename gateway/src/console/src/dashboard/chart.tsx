import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { isDark } from "../shell/appearance";
import { number, words } from "../words/words";
import type { Samples } from "./samples";

export interface ChartProps {
  title: string;
  labels: string[];
  unit: string;
  samples: Samples;
  ticks: number;
}

const HEIGHT = 170;
const COLOURS = ["--accent", "--gold"];

/** Two lines over the last minutes; for those who do not see it, its newest figures in words. */
export function Chart({ title, labels, unit, samples, ticks }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const dark = isDark.value;
  useEffect(() => {
    const element = box.current!;
    const made = new uPlot(options(element, labels, unit), data(samples), element);
    plot.current = made;
    const resize = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      made.destroy();
    };
  }, [dark, labels.join()]);
  useEffect(() => plot.current?.setData(data(samples)), [ticks]);
  const newest = labels.map((label, index) => {
    const value = samples.series[index]?.at(-1);
    return `${label}: ${value == null ? "–" : number(value, 1)} ${unit}`;
  });
  return (
    <figure class="card chart">
      <figcaption>
        <h2>{title}</h2>
        <span class="legend">
          {newest.map((text, index) => (
            <span key={index} class={`legend-${index}`}>
              {text}
            </span>
          ))}
        </span>
      </figcaption>
      <div ref={box} aria-hidden="true" />
    </figure>
  );
}

function data(samples: Samples): uPlot.AlignedData {
  return [samples.times, ...samples.series];
}

function options(element: HTMLElement, labels: string[], unit: string): uPlot.Options {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const axis = { stroke: colour("--muted"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, font: "11px sans-serif" };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    cursor: { show: false },
    legend: { show: false },
    scales: { y: { range: (_, __, max) => [0, Math.max(max * 1.15, 4)] } },
    axes: [
      { ...axis, values: (_, ticks) => ticks.map((tick) => new Date(tick * 1000).toLocaleTimeString(words.value.language, { hour: "2-digit", minute: "2-digit", second: "2-digit" })), space: 90, size: 28 },
      { ...axis, size: 46, values: (_, ticks) => ticks.map((tick) => `${number(tick, 1)} ${unit}`.trim()) },
    ],
    series: [{}, ...labels.map((_, index) => ({ stroke: colour(COLOURS[index]!), width: 2, points: { show: false } }))],
  };
}
