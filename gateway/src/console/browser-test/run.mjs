// Drives the console in a real browser: two users over two nodes, one of which is killed. Told by its environment: NODE_A, NODE_B
// (addresses), TOKENS (by user, JSON), CHROMIUM (executable), SCREENS (directory). Writes "kill" when node A is to be killed.
import { mkdirSync, rmSync } from "node:fs";
import { chromium } from "playwright-core";
import { frontDoor } from "./front-door.mjs";
import { Window } from "./window.mjs";

const { NODE_A, NODE_B, CHROMIUM, SCREENS } = process.env;
const tokens = JSON.parse(process.env.TOKENS);
const LIMIT = 15_000;
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
    await joao?.page.screenshot({ path: `${SCREENS}/failed-${failed}-joao.png` }).catch(() => undefined);
    await maria?.page.screenshot({ path: `${SCREENS}/failed-${failed}-maria.png` }).catch(() => undefined);
  }
}

function equal(actual, expected, what) {
  if (actual !== expected) {
    throw new Error(`${what}: ${actual} instead of ${expected}`);
  }
}

let joao, maria, ana;

await step("two users sign in by token, on two nodes", async () => {
  joao = await Window.open(browser, await frontDoor([NODE_A, NODE_B]), tokens.joao);
  maria = await Window.open(browser, await frontDoor([NODE_B, NODE_A]), tokens.maria, { colorScheme: "dark" });
  [joao, maria].forEach(({ page }) => page.setDefaultTimeout(LIMIT));
  equal(await joao.fact("node"), "a", "João's node");
  equal(await maria.fact("node"), "b", "Maria's node");
});

await step("a message arrives, with unread count, typing and read marks", async () => {
  await joao.show("chat", "vendas");
  await joao.write("Nova venda confirmada!");
  await maria.page.locator('a.conversation[href="#/chat/vendas"] .count', { hasText: "1" }).first().waitFor();
  await maria.show("chat", "vendas");
  await maria.sees("Nova venda confirmada!");
  await joao.page.locator(".seen", { hasText: "Visto por" }).waitFor();
  await joao.page.getByRole("textbox", { name: /^Mensagem para/ }).pressSequentially("Empresa");
  await maria.page.locator(".typing", { hasText: "está digitando" }).waitFor();
  await maria.write("Qual cliente?");
  await joao.sees("Qual cliente?");
  await joao.write("Empresa XYZ - R$ 5.000");
  await maria.sees("Empresa XYZ - R$ 5.000");
});

await step("a record that is saved refreshes the other's grid", async () => {
  await maria.show("cadastros", "clientes");
  await joao.show("cadastros", "clientes", "3");
  const contact = joao.page.getByRole("textbox", { name: "Contato" });
  await joao.page.locator(".record input:not([readonly])").first().waitFor();
  await contact.fill("Beatriz Rocha");
  await joao.page.getByRole("button", { name: "Salvar" }).click();
  await maria.page.getByRole("cell", { name: "Beatriz Rocha" }).waitFor();
});

const hasLocks = (await joao.page.locator(".record .banner", { hasText: "ainda não oferece" }).count()) === 0;
if (hasLocks) {
  await step("an opened record is locked, the other sees by whom and since when, and gets it in turn", async () => {
    await maria.show("cadastros", "clientes", "3");
    const notice = maria.page.locator(".lock-notice");
    await notice.getByText(/está editando este cliente/).waitFor();
    await notice.getByText(/Iniciado às \d\d:\d\d:\d\d/).waitFor();
    await maria.page.screenshot({ path: `${SCREENS}/locked.png` });
    await notice.getByRole("button", { name: "Esperar a vez" }).click();
    await maria.page.getByText(/da fila/).waitFor();
    await joao.show("chat", "vendas");
    await maria.page.getByText("Você está editando").waitFor();
  });
  await step("an administrator takes a record over, and who had it is told", async () => {
    ana = await Window.open(browser, NODE_B, tokens.ana);
    await ana.show("cadastros", "clientes", "3");
    await ana.page.getByRole("button", { name: "Assumir a edição" }).click();
    await ana.page.getByRole("dialog").getByRole("textbox", { name: "Motivo" }).fill("Fechamento do mês");
    await ana.page.getByRole("dialog").getByRole("button", { name: "Assumir a edição" }).click();
    await ana.page.getByText("Você está editando").waitFor();
    await maria.page.getByText("Você não está mais editando").waitFor();
  });
} else {
  console.log("--      edit locks: this server has none");
}

await step("a notification shows as a toast and stays in the inbox", async () => {
  await joao.show("avisos");
  await joao.page.locator("[name=destination]").selectOption("vendas");
  await joao.page.locator("[name=type]").selectOption("warning");
  await joao.page.locator("[name=title]").fill("Títulos vencidos");
  await joao.page.locator("form [name=message][required]").fill("5 títulos venceram hoje");
  await joao.page.getByRole("button", { name: "Enviar aviso" }).click();
  await maria.page.locator(".toast.warning", { hasText: "Títulos vencidos" }).waitFor();
  await maria.show("avisos");
  await maria.page.locator(".notice.is-unread", { hasText: "Títulos vencidos" }).waitFor();
  await maria.page.getByRole("button", { name: "Marcar todos como lidos" }).click();
  await maria.page.locator(".notice.is-unread").waitFor({ state: "detached" });
});

const SCREENS_SHOWN = [["chat", "vendas"], ["avisos"], ["presenca"], ["cadastros", "clientes", "5"]];
for (const path of SCREENS_SHOWN) {
  await step(`no barrier on ${path.join("/")}, light and dark`, async () => {
    for (const window of [joao, maria]) {
      await window.show(...path);
      await window.page.locator("#content h1").first().waitFor();
      await window.page.waitForTimeout(300);
      const barriers = await window.barriers();
      equal(barriers.join("\n"), "", "barriers");
    }
    await joao.page.screenshot({ path: `${SCREENS}/${path[0]}.png` });
    await maria.page.screenshot({ path: `${SCREENS}/${path[0]}-dark.png` });
  });
}

await step("no barrier on an administrator's screens", async () => {
  ana ??= await Window.open(browser, NODE_B, tokens.ana);
  for (const path of ["painel", "administracao", "auditoria"]) {
    await ana.show(path);
    await ana.page.locator("#content h1").first().waitFor();
    await ana.page.waitForTimeout(300);
    equal((await ana.barriers()).join("\n"), "", `barriers of ${path}`);
    await ana.page.screenshot({ path: `${SCREENS}/${path}.png` });
  }
});

await step("a phone shows it without sideways scrolling", async () => {
  const phone = await Window.open(browser, NODE_B, tokens.maria, { viewport: { width: 360, height: 740 } });
  for (const path of SCREENS_SHOWN) {
    await phone.show(...path);
    await phone.page.waitForTimeout(200);
    const excess = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    equal(excess, 0, `excess width of ${path[0]}`);
  }
  await phone.show("chat", "vendas");
  await phone.page.screenshot({ path: `${SCREENS}/phone.png` });
  await phone.close();
});

await step("the node is killed: the page goes on by itself on another one, with nothing missed and nothing twice", async () => {
  await joao.show("chat", "vendas");
  await maria.show("chat", "vendas");
  await maria.sees("Nova venda confirmada!");
  await joao.page.evaluate(() => {
    window.reconnectedTo = new Promise((resolve) => {
      new MutationObserver(() => document.querySelector('[data-phase="connected"]') && resolve()).observe(document.body, {
        subtree: true,
        attributes: true,
        attributeFilter: ["data-phase"],
      });
    });
  });
  console.log("kill");
  await joao.page.locator('.connection:not([data-phase="connected"])').waitFor();
  await joao.write("Escrita sem conexão");
  await maria.write("Escrita enquanto João estava fora");
  await joao.page.evaluate(() => window.reconnectedTo);
  await joao.connected();
  await joao.sees("Escrita enquanto João estava fora");
  await joao.sees("Escrita sem conexão");
  await maria.sees("Escrita sem conexão");
  equal(await joao.fact("node"), "b", "João's node");
  equal(await joao.fact("recovered"), "completa", "the return");
});

await step("the pages had nothing to complain about", async () => {
  equal([joao, maria, ana].flatMap((window) => window?.complaints ?? []).join("\n"), "", "complaints");
});

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
