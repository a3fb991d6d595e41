import { once } from "node:events";
import { connect, createServer } from "node:net";

/** A load balancer without memory: each connection goes to the first node that takes it. Cut, it is a network that is away. */
export class FrontDoor {
  #targets;
  #clients = new Set();
  #isCut = false;
  #server = createServer((client) => this.#lead(client, this.#targets));

  static async of(nodes) {
    const door = new FrontDoor();
    door.#targets = nodes.map((url) => new URL(url));
    await new Promise((resolve) => door.#server.listen(0, "127.0.0.1", resolve));
    door.#server.unref();
    return door;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** Ends every connection, and each new one, until it is opened. */
  cut() {
    this.#isCut = true;
    this.#clients.forEach((client) => client.destroy());
  }

  open() {
    this.#isCut = false;
  }

  #lead(client, [target, ...others]) {
    if (!target || this.#isCut) {
      client.destroy();
      return;
    }
    let isOpen = false;
    const node = connect(Number(target.port), target.hostname, () => {
      isOpen = true;
      this.#clients.add(client);
      client.pipe(node).pipe(client);
    });
    node.on("error", () => (isOpen ? client.destroy() : this.#lead(client, others)));
    node.on("close", () => isOpen && client.destroy());
    client.on("error", () => node.destroy());
    client.on("close", () => {
      this.#clients.delete(client);
      node.destroy();
    });
  }
}

/** Has the process that listens there killed, and resolves when it has ended: with it ends a connection that says nothing. */
export async function endOf(url, kill) {
  const line = connect(Number(new URL(url).port), new URL(url).hostname);
  await once(line, "connect");
  line.on("error", () => undefined);
  kill();
  await new Promise((resolve) => line.on("close", resolve));
}
