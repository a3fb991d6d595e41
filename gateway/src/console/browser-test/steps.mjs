import { Window } from "./window.mjs";

/** Runs what is to be seen, one readable step after the other; one that fails is told of, with pictures, and the next is tried. */
export class Steps {
  passed = 0;
  failed = 0;

  constructor(screens) {
    this.screens = screens;
  }

  async step(name, action) {
    try {
      await action();
      this.passed++;
      console.log(`ok      ${name}`);
    } catch (error) {
      this.failed++;
      console.log(`NOT OK  ${name}\n        ${String(error.stack ?? error).replaceAll("\n", "\n        ")}`);
      for (const [index, { page }] of Window.all.entries()) {
        await page.screenshot({ path: `${this.screens}/failed-${this.failed}-${index}.png` }).catch(() => undefined);
      }
    }
  }
}

export function equal(actual, expected, what) {
  if (actual !== expected) {
    throw new Error(`${what}: ${actual} instead of ${expected}`);
  }
}
