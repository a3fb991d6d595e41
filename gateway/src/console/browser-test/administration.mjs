import { equal } from "./steps.mjs";

/** What an administrator does, and what it does to others. */
export async function administration({ step, open, tokens, joao, maria, ana }) {
  const card = (name) => ana.page.getByRole("region", { name, exact: true }).first();

  await step("a channel is made, changed and deleted, and those who may read it follow", async () => {
    const entry = (title) => joao.page.locator("a.conversation", { hasText: title });
    await joao.show("chat", "vendas");
    await ana.show("administracao");
    await ana.field("Nome", card("Canais")).fill("campanha");
    await ana.field("Título", card("Canais")).fill("Campanha");
    await ana.field("Quem lê (permissões)", card("Canais")).fill("vendas, admin");
    await ana.button("Salvar canal").click();
    await ana.isTold("Salvo");
    await entry("Campanha").waitFor();
    await ana.button("Editar: campanha").click();
    await ana.page.getByRole("heading", { name: "Canal #campanha" }).waitFor();
    await ana.field("Título", card("Canais")).fill("Campanha de verão");
    await ana.button("Salvar canal").click();
    await ana.isTold("Salvo");
    await entry("Campanha de verão").waitFor();
    await ana.button("Apagar: campanha").click();
    await ana.isTold("Salvo");
    await entry("Campanha").waitFor({ state: "detached" });
  });

  await step("a lock is freed by force, and who held it is told why", async () => {
    await maria.show("cadastros", "pedidos", "2");
    await maria.page.getByText("Você está editando").waitFor();
    await ana.button("Atualizar", card("Registros em edição")).click();
    await ana.button("Liberar à força: pedidos:2").click();
    await ana.field("Motivo", ana.dialog()).fill("Esquecido aberto");
    await ana.button("Liberar à força", ana.dialog()).click();
    await ana.isTold("Salvo");
    await maria.page.getByText("Você não está mais editando").waitFor();
    await maria.show("chat", "vendas");
  });

  await step("a limit of the company is set and stays set", async () => {
    await ana.field("Conexões por usuário").fill("40");
    await ana.button("Salvar", card("Configurações da empresa")).click();
    await ana.isTold("Salvo");
    await ana.show("auditoria");
    await ana.show("administracao");
    equal(await ana.field("Conexões por usuário").inputValue(), "40", "the limit");
  });

  await step("who may not chat any more is refused; whose sessions are ended has to sign in again and cannot with that token", async () => {
    const pedro = await open(tokens.pedro);
    await pedro.show("chat", "geral");
    await ana.choice("Usuário", card("Acesso dos usuários")).selectOption({ label: "Pedro Costa" });
    await ana.field("Chat", card("Acesso dos usuários")).uncheck();
    await ana.button("Salvar", card("Acesso dos usuários")).click();
    await ana.isTold("Salvo");
    await pedro.write("Alguém me lê?");
    await pedro.page.locator(".message.waiting", { hasText: "não enviada" }).waitFor();
    await pedro.button("Descartar").click();
    await ana.button("Encerrar todas as sessões").click();
    await pedro.page.getByRole("alert").getByText("Sessão encerrada").waitFor();
    await pedro.page.reload();
    await pedro.page.getByRole("alert").getByText("Entrada recusada").waitFor();
    await pedro.close();
  });

  await step("the audit tells what was done, by whom and why", async () => {
    const row = (text) => ana.page.locator(".audit tr", { hasText: text });
    await ana.show("auditoria");
    for (let tries = 0; tries < 20 && !(await row("Esquecido aberto").count()); tries++) {
      await ana.choice("Tipo").selectOption({ label: "Edição assumida" });
      await ana.button("Buscar").click();
      await ana.page.locator('#content:not(:has([aria-busy="true"]))').waitFor();
    }
    await row("Esquecido aberto").filter({ hasText: "Ana Lima" }).first().waitFor();
  });

  await step("the dashboard follows what happens", async () => {
    const tile = (name) => ana.page.locator(".tile", { hasText: name }).locator("dd").first();
    await ana.show("painel");
    const before = Number(await tile("Mensagens").textContent());
    await joao.show("chat", "vendas");
    await joao.write("Pedido 4.512 aprovado");
    await tile("Mensagens").getByText(String(before + 1), { exact: true }).waitFor();
    await ana.page.locator(".shares", { hasText: "Vendas" }).waitFor();
    equal(await ana.page.locator(".chart canvas").count(), 4, "charts");
  });
}
