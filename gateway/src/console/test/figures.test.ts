import { expect, test } from "vitest";
import { quantile, Samples } from "../src/dashboard/samples";

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
