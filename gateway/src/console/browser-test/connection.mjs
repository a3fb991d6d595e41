import { endOf } from "./front-door.mjs";
import { equal } from "./steps.mjs";

/** Being away, and coming back to the same node or to another. */
export async function connection({ step, door, joao, maria }) {
  await step("what is written without connection outlives the page and is sent once", async () => {
    await joao.show("chat", "vendas");
    await maria.show("chat", "vendas");
    door.cut();
    await joao.disconnected();
    await joao.write("Escrita antes de recarregar");
    await joao.page.locator(".message.waiting", { hasText: "Escrita antes de recarregar" }).waitFor();
    door.open();
    await joao.page.reload();
    await joao.connected();
    await joao.sees("Escrita antes de recarregar");
    await maria.sees("Escrita antes de recarregar");
  });

  await step("a dropped network is told, and the return with nothing missed", async () => {
    await joao.page.locator(".connection summary").click();
    await joao.button("Simular queda de rede").click();
    await joao.page.locator(".connection", { hasText: "Reconectado, nada se perdeu" }).waitFor();
    equal(await joao.fact("recovered"), "completa", "the return");
    await joao.page.locator(".connection summary").click();
  });

  await step("the node is killed: the page goes on by itself on another one, with nothing missed and nothing twice", async () => {
    await joao.show("chat", "vendas");
    await maria.show("chat", "vendas");
    await maria.sees("Nova venda confirmada!");
    door.cut();
    await endOf(process.env.NODE_A, () => console.log("kill"));
    await joao.disconnected();
    await joao.write("Escrita sem conexão");
    await joao.page.locator(".message.waiting", { hasText: "Escrita sem conexão" }).waitFor();
    await maria.write("Escrita enquanto João estava fora");
    await maria.sees("Escrita enquanto João estava fora");
    door.open();
    await joao.connected();
    await joao.sees("Escrita enquanto João estava fora");
    await joao.sees("Escrita sem conexão");
    await maria.sees("Escrita sem conexão");
    equal(await joao.fact("node"), "b", "João's node");
    equal(await joao.fact("recovered"), "completa", "the return");
  });
}
