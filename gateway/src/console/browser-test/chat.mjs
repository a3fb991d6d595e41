import { equal } from "./steps.mjs";

/** What is said: in channels, in groups, to one person; before and after it is said. */
export async function chat({ step, open, tokens, joao, maria, ana }) {
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

  await step("a message is edited and another deleted, by the keyboard, and others see it", async () => {
    await joao.write("Entrega na segunda");
    await joao.write("Mandei para o canal errado");
    await maria.sees("Mandei para o canal errado");
    await joao.sees("Mandei para o canal errado");
    await joao.button("Editar: Entrega na segunda").press("Enter");
    await joao.field("Editar").fill("Entrega na terça");
    await joao.button("Salvar").click();
    await maria.sees("Entrega na terça (editada)");
    await joao.button("Apagar: Mandei para o canal errado").press("Enter");
    await maria.sees("Mensagem apagada");
    equal(await maria.line("Mandei para o canal errado").count(), 0, "deleted messages that are shown");
  });

  await step("what was said is found by its words", async () => {
    // The search is over what the worker has stored, a moment after it was said.
    const found = maria.page.locator(".found .message", { hasText: "Empresa XYZ" });
    for (let tries = 0; tries < 20 && !(await found.count()); tries++) {
      await maria.page.getByRole("searchbox", { name: "Buscar nesta conversa" }).fill("empresa xyz");
      await maria.page.keyboard.press("Enter");
      await maria.page.locator('.found:not([aria-busy="true"])').waitFor();
    }
    equal(await found.count(), 1, "messages found");
    await maria.button("Fechar busca").click();
    await maria.page.locator(".found").waitFor({ state: "detached" });
  });

  await step("a direct conversation is begun with somebody who is there", async () => {
    await joao.button("Nova conversa").click();
    await joao.dialog().getByRole("button", { name: "Maria Santos" }).click();
    await joao.shows("chat", "@2");
    await joao.write("Só entre nós");
    await maria.page.locator("a.conversation.has-unread", { hasText: "Só entre nós" }).waitFor();
    await maria.show("chat", "@1");
    await maria.sees("Só entre nós");
  });

  await step("a group is made; somebody is brought in, another taken out, and one leaves", async () => {
    const groupOf = (window) => window.page.locator("a.conversation", { hasText: "Projeto Horizonte" });
    await joao.button("Novo grupo").click();
    await joao.field("Título do grupo", joao.dialog()).fill("Projeto Horizonte");
    await joao.field("Maria Santos", joao.dialog()).check();
    await joao.button("Criar", joao.dialog()).click();
    await joao.page.getByRole("heading", { name: "Projeto Horizonte" }).waitFor();
    await groupOf(maria).click();
    await joao.write("Bem-vinda ao grupo");
    await maria.sees("Bem-vinda ao grupo");

    await joao.button("Membros").click();
    await joao.field("Ana Lima", joao.dialog()).check();
    await joao.button("Convidar para o grupo", joao.dialog()).click();
    await groupOf(ana).waitFor();
    await joao.button("Retirar Maria Santos", joao.dialog()).click();
    await groupOf(maria).waitFor({ state: "detached" });
    await joao.button("Sair do grupo", joao.dialog()).click();
    await groupOf(joao).waitFor({ state: "detached" });
  });

  await step("earlier messages come as one scrolls up, and what one reads stays where it is", async () => {
    await joao.show("chat", "geral");
    for (let number = 1; number <= 50; number++) {
      await joao.write(`Mensagem número ${number}.`);
    }
    await joao.sees("Mensagem número 50.");
    const late = await open(tokens.maria);
    await late.show("chat", "geral");
    await late.sees("Mensagem número 50.");
    equal(await late.line("Mensagem número 1.").count(), 0, "messages of the page before");
    await late.page.locator(".messages").hover();
    await late.page.mouse.wheel(0, -100_000);
    await late.sees("Mensagem número 1.");
    await late.page.getByText("Início da conversa").waitFor();
    await late.close();
  });
}
