/** Who is there, and how one is seen. */
export async function presence({ step, open, tokens, joao, maria }) {
  const rowOf = (window, name) => window.page.getByRole("row").filter({ hasText: name });

  await step("a status that is chosen is seen by the others, with its message", async () => {
    await joao.show("presenca");
    await maria.page.locator(".me-menu summary").click();
    await maria.field("Ocupado").check();
    await maria.field("Mensagem de status").fill("Em reunião");
    await maria.button("Salvar", maria.page.locator(".me-menu")).click();
    await rowOf(joao, "Maria Santos").filter({ hasText: "Ocupado" }).filter({ hasText: "Em reunião" }).waitFor();
    await rowOf(joao, "Maria Santos").getByText("Vendas").waitFor();
  });

  await step("who comes appears with the department, and one narrows the list to it", async () => {
    const pedro = await open(tokens.pedro);
    await rowOf(joao, "Pedro Costa").getByText("Estoque").waitFor();
    await joao.choice("Departamento").selectOption("Estoque");
    await rowOf(joao, "Maria Santos").waitFor({ state: "detached" });
    await rowOf(joao, "Pedro Costa").waitFor();
    await joao.choice("Departamento").selectOption("");
    await pedro.close();
    await rowOf(joao, "Pedro Costa").filter({ hasText: "Offline" }).waitFor();
  });
}
