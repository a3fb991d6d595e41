/** `GET /stats`: the whole company, over all nodes. What is measured is of the last hour, and absent when there was none. */
export interface Stats {
  timestamp: string;
  connections: number;
  users: number;
  nodes: { node: string; connections: number }[];
  messages: Series;
  notifications: Series;
  channels: { channel: string; title: string; messages: number }[];
  latency: { meanMs?: number; p50Ms?: number; p99Ms?: number };
  delivery: { delivered: number; unrecovered: number; rate?: number };
  uptime: { since?: string; ratio?: number };
  backlog: { events: number; oldestMs: number };
}

export interface Series {
  lastHour: number;
  /** The last 24 by the clock, the last of which is not over. */
  hours: { hour: string; count: number }[];
}

/** Seconds since 1970, and a row for each series: what a chart takes. */
export type Columns = [number[], ...(number | null)[][]];

export function byHour(...all: Series[]): Columns {
  const hours = all[0]?.hours.map(({ hour }) => Date.parse(hour) / 1000) ?? [];
  return [hours, ...all.map((series) => series.hours.map(({ count }) => count))];
}
