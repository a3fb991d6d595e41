/** Toasts, and the inbox behind them. */
export async function notifications({ step, joao, maria }) {
  await step("a notification shows as a toast and stays in the inbox", async () => {
    await joao.show("avisos");
    await joao.page.locator("[name=destination]").selectOption("vendas");
    await joao.page.locator("[name=type]").selectOption("warning");
    await joao.page.locator("[name=title]").fill("Títulos vencidos");
    await joao.page.locator("form [name=message][required]").fill("5 títulos venceram hoje");
    const shown = maria.page.locator(".toast.warning", { hasText: "Títulos vencidos" }).waitFor();
    await Promise.all([shown, joao.button("Enviar aviso").click()]);
    await maria.show("avisos");
    await maria.page.locator(".notice.is-unread", { hasText: "Títulos vencidos" }).waitFor();
    await maria.button("Marcar todos como lidos").click();
    await maria.page.locator(".notices:not(:has(.is-unread))", { hasText: "Títulos vencidos" }).waitFor();
  });
}
