import { expect, test } from "vitest";
import { quantile, Samples } from "../src/dashboard/samples";
import { byHour } from "../src/dashboard/stats";
import { percent } from "../src/words/words";

test("a quantile is one of the values; of none there is none", () => {
  expect(quantile([30, 10, 20], 0.5)).toBe(20);
  expect(quantile([30, 10, 20], 0.99)).toBe(30);
  expect(quantile([], 0.5)).toBeNull();
});

test("samples keep the newest, a gap where nothing was measured", () => {
  const samples = new Samples(2, 2);
  samples.add(1, [1, 1]);
  samples.add(2, [null, 2]);
  samples.add(3, [3, 3]);

  expect(samples.times).toEqual([2, 3]);
  expect(samples.series).toEqual([
    [null, 3],
    [2, 3],
  ]);
});

test("hours become columns over the same times", () => {
  const series = (...counts: number[]) => ({
    lastHour: 0,
    hours: counts.map((count, hour) => ({ hour: `2026-01-01T0${hour}:00:00Z`, count })),
  });
  const begin = Date.parse("2026-01-01T00:00:00Z") / 1000;

  expect(byHour(series(1, 2), series(0, 5))).toEqual([
    [begin, begin + 3600],
    [1, 2],
    [0, 5],
  ]);
});

test("what is not whole is not called whole", () => {
  expect([1, 0.99999, 0.5].map(percent)).toEqual(["100 %", "99,99 %", "50 %"]);
});
