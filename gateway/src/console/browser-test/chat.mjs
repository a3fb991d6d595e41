/** What is said: in a channel, with unread count, typing and read marks. */
export async function chat({ step, joao, maria }) {
  await step("a message arrives, with unread count, typing and read marks", async () => {
    await joao.show("chat", "vendas");
    await joao.write("Nova venda confirmada!");
    await maria.page.locator('a.conversation[href="#/chat/vendas"] .count', { hasText: "1" }).waitFor();
    await maria.show("chat", "vendas");
    await maria.sees("Nova venda confirmada!");
    await joao.page.locator(".seen", { hasText: "Visto por" }).waitFor();
    await joao.composer().pressSequentially("Empresa");
    await maria.page.locator(".typing", { hasText: "está digitando" }).waitFor();
    await maria.write("Qual cliente?");
    await joao.sees("Qual cliente?");
    await joao.write("Empresa XYZ - R$ 5.000");
    await maria.sees("Empresa XYZ - R$ 5.000");
  });
}
