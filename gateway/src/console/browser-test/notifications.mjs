/** Toasts, the inbox behind them, and what one wants of them. */
export async function notifications({ step, joao, maria, ana }) {
  async function notify(type, title, message, more = async () => undefined) {
    await joao.show("avisos");
    const form = joao.page.locator("form", { has: joao.page.locator("[name=destination]") });
    await joao.choice("Para", form).selectOption("vendas");
    await joao.choice("Tipo", form).selectOption(type);
    await joao.field("Título", form).fill(title);
    await joao.field("Mensagem", form).fill(message);
    await more(form);
    await joao.button("Enviar aviso").click();
  }
  const notice = (title) => maria.page.locator(".notice", { hasText: title });

  await step("a notification shows as a toast and stays in the inbox", async () => {
    const shown = maria.page.locator(".toast.warning", { hasText: "Títulos vencidos" }).waitFor();
    await Promise.all([shown, notify("warning", "Títulos vencidos", "5 títulos venceram hoje")]);
    await maria.show("avisos");
    await maria.page.locator(".notice.is-unread", { hasText: "Títulos vencidos" }).waitFor();
    await maria.button("Marcar todos como lidos").click();
    await maria.page.locator(".notices:not(:has(.is-unread))", { hasText: "Títulos vencidos" }).waitFor();
  });

  await step("an urgent one stays until it is closed, and leads to where something is to be done", async () => {
    await notify("error", "Pedido parado", "Falta o crédito", async (form) => {
      await joao.field("Ação (tela do ERP)", form).fill("/cadastros/pedidos");
      await joao.field("Urgente", form).check();
    });
    const toast = maria.page.getByRole("alert").filter({ hasText: "Pedido parado" });
    await maria.button("Abrir", toast).click();
    await maria.page.getByRole("heading", { name: "Pedidos" }).waitFor();
    await maria.show("avisos");
    await notice("Pedido parado").getByText("Urgente").waitFor();
    await maria.button("Lido: Pedido parado").click();
    await maria.page.locator(".notice:not(.is-unread)", { hasText: "Pedido parado" }).waitFor();
    for (const other of [joao, ana]) {
      await other.isTold("Pedido parado");
    }
  });

  await step("a type that is switched off is not told any more, and quiet hours are kept", async () => {
    const preferences = maria.page.getByRole("region", { name: "Preferências" });
    await maria.show("avisos");
    await maria.field("Sucesso", preferences).uncheck();
    await maria.field("Horário de silêncio (só urgentes)", preferences).check();
    await maria.field("Das", preferences).fill("23:15");
    await maria.field("Até", preferences).fill("23:16");
    await maria.button("Salvar", preferences).click();
    await maria.isTold("Preferências salvas");
    await notify("success", "Não interessa", "Venda fechada");
    await notify("info", "Interessa", "Depois do outro");
    await notice("Interessa").filter({ hasText: "Depois do outro" }).waitFor();
    await notice("Não interessa").waitFor({ state: "detached" });
    await maria.page.reload();
    await maria.connected();
    await maria.show("avisos");
    await maria.page.locator('input[name=from][value="23:15"]').waitFor();
    await maria.field("Sucesso", preferences).check();
    await maria.field("Horário de silêncio (só urgentes)", preferences).uncheck();
    await maria.button("Salvar", preferences).click();
    await maria.isTold("Preferências salvas");
  });
}
