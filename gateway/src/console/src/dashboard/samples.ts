import type { Columns } from "./stats";

/** A ring of the newest samples of some figures, at one pace: what a live chart shows. */
export class Samples {
  readonly times: number[] = [];
  readonly series: (number | null)[][];

  constructor(
    figures: number,
    private readonly most: number,
  ) {
    this.series = Array.from({ length: figures }, () => []);
  }

  get columns(): Columns {
    return [this.times, ...this.series];
  }

  add(time: number, values: (number | null)[]): void {
    this.times.push(time);
    this.series.forEach((each, index) => each.push(values[index] ?? null));
    if (this.times.length > this.most) {
      this.times.shift();
      this.series.forEach((each) => each.shift());
    }
  }
}

/** The value that a share of all values does not exceed; null of none. */
export function quantile(values: number[], share: number): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? null;
}
