// Socket.IO with its Redis adapter, doing for load tests what Arauto does: a session at CONNECT, one room, chat:send to all of it. Neither
// looks at tokens, keeps history nor allows resuming, so it is given an easier task.
import { createAdapter } from "@socket.io/redis-adapter";
import { createClient } from "redis";
import { Server } from "socket.io";

const [port, redisUrl] = process.argv.slice(2);
const publisher = createClient({ url: redisUrl });
const subscriber = publisher.duplicate();
await Promise.all([publisher.connect(), subscriber.connect()]);

const io = new Server(Number(port), { adapter: createAdapter(publisher, subscriber), perMessageDeflate: false });
let last = 0;
io.on("connection", (socket) => {
  socket.join("geral");
  socket.emit("session", { sessionId: socket.id });
  socket.on("chat:send", (message, ack) => {
    const id = `${Date.now()}-${last++}`;
    const timestamp = new Date().toISOString();
    const from = { userId: "1", username: "user1", name: "user1" };
    io.to("geral").emit("chat:message", { id, channel: "geral", from, text: message.text, timestamp }, id);
    ack({ ok: { id, channel: "geral", timestamp } });
  });
});
console.log("READY");
