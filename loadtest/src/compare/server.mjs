// Socket.IO with its Redis adapter, doing for load tests what Arauto does: a session at CONNECT, one room for all and one for each user, and
// chat:send. It checks no tokens, keeps no history and allows no resuming, so it is given an easier task; and it acks before Redis has anything.
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
  socket.on("chat:send", ({ channel, to, text }, ack) => {
    const id = `${Date.now()}-${last++}`;
    const timestamp = new Date().toISOString();
    const place = channel ?? `dm:${from.userId}:${to}`;
    // As with Arauto, a direct message goes to all devices of both.
    const rooms = channel ? [channel] : [`user:${to}`, `user:${from.userId}`];
    io.to(rooms).emit("chat:message", { id, timestamp, channel: place, from, text }, id);
    ack({ ok: { id, channel: place, timestamp } });
  });
});
console.log("READY");
