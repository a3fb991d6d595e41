/** What a newcomer does first. The demo users are those that a quickstart would name. */
export async function start({ step, screens, browser, tokens }) {
  await step("two demo users are side by side in one click, and talk", async () => {
    const claims = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
    const users = [tokens.joao, tokens.maria, tokens.ana].map((token) => ({ ...claims(token), token }));
    const context = await browser.newContext({ locale: "pt-BR", viewport: { width: 1360, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(25_000);
    await page.route("**/console.json", (route) => route.fulfill({ json: { demo: { users } } }));
    await page.goto(process.env.NODE_B);
    await page.getByRole("button", { name: "Abrir João e Maria lado a lado" }).click();
    const [left, right] = ["João Silva", "Maria Santos"].map((name) => page.frameLocator(`iframe[title="Janela de ${name}"]`));
    for (const pane of [left, right]) {
      await pane.locator('.connection[data-phase="connected"]').waitFor();
    }
    await left.getByRole("textbox", { name: "Mensagem para Geral" }).fill("Olá do lado esquerdo");
    await left.getByRole("textbox", { name: "Mensagem para Geral" }).press("Enter");
    await right.locator(".messages .message", { hasText: "Olá do lado esquerdo" }).waitFor();
    await right.getByRole("textbox", { name: "Mensagem para Geral" }).fill("E do direito");
    await right.getByRole("textbox", { name: "Mensagem para Geral" }).press("Enter");
    await left.locator(".messages .message", { hasText: "E do direito" }).waitFor();
    await page.screenshot({ path: `${screens}/side-by-side.png` });
    await context.close();
  });
}
