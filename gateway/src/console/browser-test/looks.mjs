import { equal } from "./steps.mjs";

const SCREENS_SHOWN = [["chat", "vendas"], ["avisos"], ["presenca"], ["cadastros", "clientes", "5"]];

/** Barriers, widths and pictures of every screen. */
export async function looks({ step, screens, open, tokens, joao, maria, ana }) {
  for (const path of SCREENS_SHOWN) {
    await step(`no barrier on ${path.join("/")}, light and dark`, async () => {
      for (const window of [joao, maria]) {
        await window.show(...path);
        await window.page.mouse.move(0, 0);
        equal((await window.barriers()).join("\n"), "", "barriers");
      }
      await joao.page.screenshot({ path: `${screens}/${path[0]}.png` });
      await maria.page.screenshot({ path: `${screens}/${path[0]}-dark.png` });
    });
  }

  await step("no barrier on an administrator's screens", async () => {
    for (const path of ["painel", "administracao", "auditoria"]) {
      await ana.show(path);
      equal((await ana.barriers()).join("\n"), "", `barriers of ${path}`);
      await ana.page.screenshot({ path: `${screens}/${path}.png` });
    }
  });

  await step("a phone shows it without sideways scrolling", async () => {
    const phone = await open(tokens.ana, { viewport: { width: 360, height: 740 } });
    for (const path of [...SCREENS_SHOWN, ["painel"], ["administracao"], ["auditoria"]]) {
      await phone.show(...path);
      const excess = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      equal(excess, 0, `excess width of ${path[0]}`);
    }
    await phone.show("chat", "vendas");
    await phone.page.screenshot({ path: `${screens}/phone.png` });
    await phone.close();
  });
}
