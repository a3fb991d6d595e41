import { io } from "socket.io-client";

const LIMIT = 20_000;

/** Completes when `holds` does, and fails with what `tell` says when that takes too long. */
export async function until(holds, tell) {
  const end = Date.now() + LIMIT;
  while (!holds()) {
    if (Date.now() > end) {
      throw new Error(`${tell()} within ${LIMIT} ms`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A user of the stock client, and all that it hears. */
export class User {
  texts = [];
  sessions = [];

  constructor(url, token, options) {
    this.socket = io(url, { auth: { token }, forceNew: true, reconnectionDelay: 100, reconnectionDelayMax: 500, ...options });
    this.socket.on("session", (session) => this.sessions.push(session));
    this.socket.on("chat:message", ({ text }) => this.texts.push(text));
  }

  static async connected(url, token, options = {}) {
    const user = new User(url, token, options);
    await user.hasSessions(1);
    return user;
  }

  async hasSessions(count) {
    await until(() => this.sessions.length >= count, () => `${this.sessions.length} of ${count} sessions`);
  }

  async usesTransport(name) {
    const present = () => this.socket.io.engine.transport.name;
    await until(() => present() === name, () => `${present()} instead of ${name}`);
  }

  /** Whether its WebSocket has agreed to `permessage-deflate`. */
  compresses(expected) {
    const { extensions } = this.socket.io.engine.transport.ws;
    if (extensions.startsWith("permessage-deflate") !== expected) {
      throw new Error(`extensions: ${extensions}`);
    }
  }

  async ask(event, payload) {
    return this.socket.timeout(LIMIT).emitWithAck(event, payload);
  }

  async say(text) {
    const { error } = await this.ask("chat:send", { channel: "vendas", text, clientMsgId: crypto.randomUUID() });
    if (error) {
      throw new Error(`${text}: ${JSON.stringify(error)}`);
    }
  }

  async hears(texts) {
    await until(() => this.texts.length >= texts.length, () => `${this.texts} instead of ${texts}`);
    if (JSON.stringify(this.texts) !== JSON.stringify(texts)) {
      throw new Error(`${this.texts} instead of ${texts}`);
    }
  }

  close() {
    this.socket.close();
  }
}
