import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** One user's window: the page as a browser shows it, and what a person does there. */
export class Window {
  /** What the page wrote to the console that was neither expected nor told by the network. */
  complaints = [];

  constructor(page, url) {
    this.page = page;
    this.url = url;
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("console", (message) => {
      const isNetwork = /WebSocket connection|Failed to load resource/.test(message.text());
      if (message.type() === "error" && !isNetwork) {
        this.complaints.push(message.text());
      }
    });
  }

  /** Signs in at the start page with a token, as anyone can. */
  static async open(browser, url, token, options = {}) {
    const context = await browser.newContext({ locale: "pt-BR", viewport: { width: 1280, height: 800 }, ...options });
    const window = new Window(await context.newPage(), url);
    await window.page.goto(url);
    await window.page.getByRole("textbox", { name: "Token" }).fill(token);
    await window.page.getByRole("button", { name: "Entrar", exact: true }).click();
    await window.connected();
    return window;
  }

  async connected() {
    await this.page.locator('.connection[data-phase="connected"]').waitFor();
  }

  async show(...path) {
    await this.page.evaluate((hash) => (location.hash = hash), `#/${path.join("/")}`);
  }

  async fact(name) {
    return (await this.page.locator(`[data-fact="${name}"]`).textContent()) ?? "";
  }

  async write(text) {
    await this.page.getByRole("textbox", { name: /^Mensagem para/ }).fill(text);
    await this.page.keyboard.press("Enter");
  }

  message(text) {
    return this.page.locator(".messages .message .text", { hasText: text });
  }

  /** Waits until a message is shown as delivered, and fails when it is shown more than once. */
  async sees(text) {
    await this.page.locator(".messages .message:not(.waiting) .text", { hasText: text }).first().waitFor();
    const count = await this.message(text).count();
    if (count !== 1) {
      throw new Error(`"${text}" is shown ${count} times`);
    }
  }

  /** What axe finds against WCAG 2.2 AA, one line each. */
  async barriers() {
    // The policy forbids scripts from elsewhere; the debugger's own evaluation is not the page's.
    await this.page.evaluate(AXE);
    const { violations } = await this.page.evaluate((rules) => window.axe.run(document, { runOnly: rules }), RULES);
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)} (${node.any[0]?.message ?? ""})`));
  }

  async close() {
    await this.page.context().close();
  }
}
