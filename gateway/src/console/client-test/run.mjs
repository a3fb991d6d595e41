// The stock clients, for node and for browsers, against two gateways behind a balancer that knows no affinity. Told by its environment: URL (the
// balancer), TOKENS (by user, JSON), CHROMIUM (executable; none when absent). Writes "kill a" when the node of that name is to be killed.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { until, User } from "./user.mjs";

const { URL: url, CHROMIUM } = process.env;
const tokens = JSON.parse(process.env.TOKENS);
const OPTIONS = [
  {},
  { transports: ["polling"] },
  { transports: ["websocket"] },
  { forceBase64: true },
  { forceBase64: true, transports: ["polling"] },
  { retries: 3, ackTimeout: 2_000 },
  { addTrailingSlash: false },
  { perMessageDeflate: false },
];
let failed = 0;
let passed = 0;

async function step(name, action) {
  try {
    await action();
    passed++;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`NOT OK  ${name}\n        ${String(error.stack ?? error).replaceAll("\n", "\n        ")}`);
  }
}

async function numbered(say, from, count) {
  const texts = Array.from({ length: count }, (_, index) => `mensagem ${from + index} ñ 🙂`.repeat(index % 5 === 4 ? 100 : 1));
  for (const text of texts) {
    await say(text);
  }
  return texts;
}

for (const options of OPTIONS) {
  await step(`node, ${JSON.stringify(options)}: exchange, binary values refused, reconnect`, async () => {
    const { perMessageDeflate = true, ...others } = options;
    const [joao, maria] = await Promise.all([
      User.connected(url, tokens.joao, others),
      User.connected(url, tokens.maria, options),
    ]);
    try {
      if (options.transports?.length !== 1) {
        await Promise.all([joao.usesTransport("websocket"), maria.usesTransport("websocket")]);
        joao.compresses(true);
        maria.compresses(perMessageDeflate);
      }
      const heard = await numbered((text) => joao.say(text), 0, 20);
      await maria.hears(heard);

      const { error } = await joao.ask("chat:send", { channel: "vendas", text: Buffer.from([0, 1, 2, 255]) });
      if (error?.code !== "invalid_payload") {
        throw new Error(`binary values are answered ${JSON.stringify(error)}`);
      }

      maria.socket.io.engine.close();
      heard.push(...(await numbered((text) => joao.say(text), 20, 10)));
      await maria.hasSessions(2);
      heard.push(...(await numbered((text) => joao.say(text), 30, 5)));
      await maria.hears(heard);
      if (!maria.socket.recovered) {
        throw new Error(`not recovered: ${JSON.stringify(maria.sessions.at(-1))}`);
      }
    } finally {
      joao.close();
      maria.close();
    }
  });
}

if (CHROMIUM) {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
  const library = readFileSync(new URL("../node_modules/socket.io-client/dist/socket.io.min.js", import.meta.url), "utf8");
  for (const options of [{}, { transports: ["polling"] }]) {
    await step(`browser, ${JSON.stringify(options)}: exchange, reconnect`, async () => {
      const page = await browser.newPage({ bypassCSP: true });
      await page.goto(url);
      await page.addScriptTag({ content: library });
      const joao = await User.connected(url, tokens.joao);
      try {
        await page.evaluate(
          ([token, more]) => {
            const socket = globalThis.io({ auth: { token }, reconnectionDelay: 100, ...more });
            Object.assign(globalThis, { socket, texts: [], sessions: 0 });
            socket.on("session", () => globalThis.sessions++);
            socket.on("chat:message", ({ text }) => globalThis.texts.push(text));
          },
          [tokens.maria, options],
        );
        await page.waitForFunction(() => globalThis.sessions === 1);
        if (!options.transports) {
          await page.waitForFunction(() => globalThis.socket.io.engine.transport.name === "websocket");
          const extensions = await page.evaluate(() => globalThis.socket.io.engine.transport.ws.extensions);
          if (!extensions.startsWith("permessage-deflate")) {
            throw new Error(`extensions: ${extensions}`);
          }
        }
        const heard = await numbered((text) => joao.say(text), 0, 10);
        await page.waitForFunction((count) => globalThis.texts.length === count, heard.length);
        await page.evaluate(() => globalThis.socket.io.engine.close());
        heard.push(...(await numbered((text) => joao.say(text), 10, 5)));
        await page.waitForFunction(() => globalThis.sessions === 2);
        await page.waitForFunction((count) => globalThis.texts.length === count, heard.length);
        const [texts, recovered] = await page.evaluate(() => [globalThis.texts, globalThis.socket.recovered]);
        if (!recovered || JSON.stringify(texts) !== JSON.stringify(heard)) {
          throw new Error(`recovered ${recovered}, ${texts} instead of ${heard}`);
        }
      } finally {
        joao.close();
        await page.close();
      }
    });
  }
  await browser.close();
}

await step("node, polling: those whose node is killed go on at the other and miss nothing", async () => {
  const receivers = await Promise.all(
    Array.from({ length: 8 }, () => User.connected(url, tokens.maria, { transports: ["polling"] })),
  );
  const joao = await User.connected(url, tokens.joao, { retries: 10, ackTimeout: 1_000 });
  try {
    const onTheNode = receivers.filter(({ sessions }) => sessions[0].node === "a");
    if (onTheNode.length === 0) {
      throw new Error("the balancer sends all to one node");
    }
    const heard = await numbered((text) => joao.say(text), 0, 5);
    console.log("kill a");
    heard.push(...(await numbered((text) => joao.say(text), 5, 20)));
    for (const receiver of receivers) {
      await receiver.hears(heard);
    }
    for (const receiver of onTheNode) {
      await receiver.hasSessions(2);
      await until(() => receiver.socket.recovered, () => "not recovered");
    }
  } finally {
    [joao, ...receivers].forEach((user) => user.close());
  }
});

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
