// Socket.IO with its Redis adapter, doing for load tests what Arauto does: a session at CONNECT, one room for all and one for each user,
// chat:send and data-sync. It checks no tokens, keeps no history and allows no resuming, so it is given an easier task; and it acks before Redis has anything.
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
  const { userId, username } = JSON.parse(Buffer.from(socket.handshake.auth.token.split(".")[1], "base64url"));
  const from = { userId: String(userId), username, name: username };
  socket.join(["geral", `user:${userId}`]);
  socket.emit("session", { sessionId: socket.id });
  socket.on("chat:send", ({ channel, text }, ack) => {
    const id = `${Date.now()}-${last++}`;
    const timestamp = new Date().toISOString();
    io.to(channel).emit("chat:message", { id, timestamp, channel, from, text }, id);
    ack({ ok: { id, channel, timestamp } });
  });
  socket.on("data-sync:subscribe", ({ module }, ack) => {
    socket.join(`module:${module}`);
    ack({ ok: { module } });
  });
  socket.on("data-sync", ({ module, action, data }, ack) => {
    const id = `${Date.now()}-${last++}`;
    io.to(`module:${module}`).emit("data-sync", { id, timestamp: new Date().toISOString(), module, action, data, user: from }, id);
    ack({ ok: { id } });
  });
});
process.on("SIGUSR2", gc);
console.log("READY");
