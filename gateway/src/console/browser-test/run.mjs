// run.mjs [THEME]: drives the console in a real browser: users over two nodes, one of which is killed. Told by its environment: NODE_A, NODE_B
// (addresses), TOKENS (by user, JSON), CHROMIUM (executable), SCREENS (directory). Writes "kill" when node A is to be killed.
import { mkdirSync, rmSync } from "node:fs";
import { chromium } from "playwright-core";
import { administration } from "./administration.mjs";
import { chat } from "./chat.mjs";
import { connection } from "./connection.mjs";
import { FrontDoor } from "./front-door.mjs";
import { looks } from "./looks.mjs";
import { notifications } from "./notifications.mjs";
import { presence } from "./presence.mjs";
import { records } from "./records.mjs";
import { start } from "./start.mjs";
import { equal, Steps } from "./steps.mjs";
import { Window } from "./window.mjs";

const { NODE_A, NODE_B, CHROMIUM, SCREENS } = process.env;
const tokens = JSON.parse(process.env.TOKENS);
const only = process.argv[2];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

rmSync(SCREENS, { recursive: true, force: true });
mkdirSync(SCREENS, { recursive: true });
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
const steps = new Steps(SCREENS);
const cast = { step: steps.step.bind(steps), screens: SCREENS, browser, open: (...how) => Window.open(browser, NODE_B, ...how), tokens };

await cast.step("three users sign in by token, on two nodes", async () => {
  cast.door = await FrontDoor.of([NODE_A, NODE_B]);
  cast.joao = await Window.open(browser, cast.door.url, tokens.joao);
  cast.maria = await Window.open(browser, (await FrontDoor.of([NODE_B, NODE_A])).url, tokens.maria, { colorScheme: "dark" });
  cast.ana = await cast.open(tokens.ana);
  equal(await cast.joao.fact("node"), "a", "João's node");
  equal(await cast.maria.fact("node"), "b", "Maria's node");
});

if (steps.failed === 0) {
  const themes = [start, chat, records, notifications, presence, administration, looks, connection];
  for (const theme of themes.filter(({ name }) => !only || name === only)) {
    await theme(cast);
  }
  await cast.step("the pages had nothing to complain about", async () => {
    equal(Window.all.flatMap(({ complaints }) => complaints).join("\n"), "", "complaints");
  });
}

await browser.close();
console.log(`${steps.passed} passed, ${steps.failed} failed`);
process.exit(steps.failed === 0 ? 0 : 1);
