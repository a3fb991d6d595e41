import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** How long anything may take until it is seen, on a machine that has much else to do. */
const LIMIT = 25_000;

/** One user's window: the page as a browser shows it, and what a person does there. */
export class Window {
  /** All that are open or were, for what they complained of. */
  static all = [];

  /** What the page wrote to the console that was neither expected nor told by the network. */
  complaints = [];

  constructor(page, url) {
    this.page = page;
    this.url = url;
    page.setDefaultTimeout(LIMIT);
    page.on("pageerror", (error) => this.complaints.push(error.stack ?? error.message));
    page.on("console", (message) => {
      const isNetwork = /WebSocket connection|Failed to load resource/.test(message.text());
      if (message.type() === "error" && !isNetwork) {
        this.complaints.push(message.text());
      }
    });
    page.on("dialog", (dialog) => void dialog.accept());
    Window.all.push(this);
  }

  /** Signs in at the start page with a token, as anyone can. */
  static async open(browser, url, token, options = {}) {
    const context = await browser.newContext({ locale: "pt-BR", viewport: { width: 1280, height: 800 }, ...options });
    const window = new Window(await context.newPage(), url);
    await window.page.goto(url);
    await window.page.getByRole("textbox", { name: "Token" }).fill(token);
    await window.button("Entrar").click();
    await window.connected();
    return window;
  }

  async connected() {
    await this.page.locator('.connection[data-phase="connected"]').waitFor();
  }

  async disconnected() {
    await this.page.locator('.connection:not([data-phase="connected"])').waitFor();
  }

  /** Opens a screen, and waits until all that belongs to it is there. */
  async show(...path) {
    await this.page.evaluate((hash) => (location.hash = hash), `#/${path.join("/")}`);
    await this.shows(...path);
  }

  async shows(...path) {
    await this.page.locator(`#content[data-screen="${path.join("/")}"]:not(:has([aria-busy="true"]))`).waitFor();
  }

  /** Nothing moves any more, so that colours are as they stay. */
  async still() {
    await this.page.evaluate(() => {
      const passing = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().iterations !== Infinity);
      return Promise.all(passing.map(({ finished }) => finished.catch(() => undefined))).then(() => undefined);
    });
  }

  button(name, within = this.page) {
    return within.getByRole("button", { name, exact: true });
  }

  field(name, within = this.page) {
    return within.getByLabel(name, { exact: true });
  }

  choice(name, within = this.page) {
    return within.getByRole("combobox", { name, exact: true });
  }

  dialog() {
    return this.page.getByRole("dialog");
  }

  /** Waits until a line tells it, and closes it, so that it is not taken for the next. */
  async isTold(title) {
    await this.button(`Fechar: ${title}`).click();
  }

  async fact(name) {
    return (await this.page.locator(`[data-fact="${name}"]`).textContent()) ?? "";
  }

  composer() {
    return this.page.getByRole("textbox", { name: /^Mensagem para/ });
  }

  async write(text) {
    await this.composer().fill(text);
    await this.page.keyboard.press("Enter");
  }

  line(text) {
    return this.page.locator(".messages .message", { hasText: text });
  }

  /** Waits until a message is shown as delivered, and fails when it is shown more than once. */
  async sees(text) {
    await this.page.locator(".messages .message:not(.waiting)", { hasText: text }).first().waitFor();
    const count = await this.line(text).count();
    if (count !== 1) {
      throw new Error(`"${text}" is shown ${count} times`);
    }
  }

  /** What axe finds against WCAG 2.2 AA, one line each. */
  async barriers() {
    await this.still();
    // The policy forbids scripts from elsewhere; the debugger's own evaluation is not the page's.
    await this.page.evaluate(AXE);
    const { violations } = await this.page.evaluate((rules) => window.axe.run(document, { runOnly: rules }), RULES);
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} (${node.failureSummary ?? ""})`));
  }

  async close() {
    await this.page.context().close();
  }
}
