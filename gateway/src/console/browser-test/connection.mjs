import { endOf } from "./front-door.mjs";
import { equal } from "./steps.mjs";

/** Being away, and coming back to another node. */
export async function connection({ step, door, joao, maria }) {
  await step("the node is killed: the page goes on by itself on another one, with nothing missed and nothing twice", async () => {
    await joao.show("chat", "vendas");
    await maria.show("chat", "vendas");
    await maria.sees("Nova venda confirmada!");
    door.shut();
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
