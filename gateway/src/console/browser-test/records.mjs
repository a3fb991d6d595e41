/** Grids that refresh, records that lock. */
export async function records({ step, screens, joao, maria, ana }) {
  await step("a record that is saved refreshes the other's grid", async () => {
    await maria.show("cadastros", "clientes");
    await joao.show("cadastros", "clientes", "3");
    await joao.page.getByText("Você está editando").waitFor();
    await joao.field("Contato").fill("Beatriz Rocha");
    await joao.button("Salvar").click();
    await maria.page.getByRole("cell", { name: "Beatriz Rocha" }).waitFor();
  });

  await step("a record that is made appears in the other's grid, and one that is deleted goes", async () => {
    await joao.show("cadastros", "pedidos", "novo");
    await maria.show("cadastros", "pedidos");
    await joao.field("Cliente").fill("Oficina Nova");
    await joao.field("Data").fill("2026-03-20");
    await joao.field("Itens").fill("3");
    await joao.field("Valor").fill("450.90");
    await joao.choice("Etapa").selectOption("aprovado");
    await joao.button("Salvar").click();
    const made = maria.page.getByRole("link", { name: "Oficina Nova" });
    await made.click();
    await maria.page.getByText("Você está editando").waitFor();
    await maria.button("Apagar").click();
    await joao.page.getByRole("link", { name: "Oficina Nova" }).waitFor({ state: "detached" });
    await made.waitFor({ state: "detached" });
  });

  await step("an opened record is locked, the other sees by whom and since when, and gets it in turn", async () => {
    await joao.show("cadastros", "clientes", "3");
    await joao.page.getByText("Você está editando").waitFor();
    await maria.show("cadastros", "clientes", "3");
    const notice = maria.page.locator(".lock-notice");
    await notice.getByText(/está editando este cliente/).waitFor();
    await notice.getByText(/Iniciado às \d\d:\d\d:\d\d/).waitFor();
    await maria.still();
    await maria.page.screenshot({ path: `${screens}/locked.png` });
    await maria.button("Esperar a vez", notice).click();
    await maria.page.getByText(/da fila/).waitFor();
    await joao.show("chat", "vendas");
    await maria.page.getByText("Você está editando").waitFor();
  });

  await step("an administrator takes a record over, and who had it is told", async () => {
    await ana.show("cadastros", "clientes", "3");
    await ana.button("Assumir a edição").click();
    await ana.field("Motivo", ana.dialog()).fill("Fechamento do mês");
    await ana.button("Assumir a edição", ana.dialog()).click();
    await ana.page.getByText("Você está editando").waitFor();
    await maria.page.getByText("Você não está mais editando").waitFor();
  });
}
