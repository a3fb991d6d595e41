import { connect, createServer } from "node:net";

/**
 * A load balancer without memory: each connection goes to the first node that takes it. Answers the address it listens on.
 */
export async function frontDoor(nodes) {
  const targets = nodes.map((url) => new URL(url));
  const server = createServer((client) => {
    const lead = ([target, ...others]) => {
      if (!target) {
        client.destroy();
        return;
      }
      let isOpen = false;
      const node = connect(Number(target.port), target.hostname, () => {
        isOpen = true;
        client.pipe(node).pipe(client);
      });
      node.on("error", () => (isOpen ? client.destroy() : lead(others)));
      node.on("close", () => isOpen && client.destroy());
      client.on("error", () => node.destroy());
      client.on("close", () => node.destroy());
    };
    lead(targets);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return `http://127.0.0.1:${server.address().port}`;
}
