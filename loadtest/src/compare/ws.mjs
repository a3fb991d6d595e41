// The bare WebSocket server that Node has (npm's ws), and of Engine.IO and Socket.IO no more than it takes for members to believe that they are let in:
// no tokens, no sessions, no Redis, no pings. So it can only be idle.
import { createServer } from "node:http";
import { WebSocketServer } from "ws";

const server = createServer((_, response) => response.end());
new WebSocketServer({ server }).on("connection", (socket) => {
  socket.on("message", () => socket.send('42["session",{}]'));
  socket.send("0{}");
});
process.on("SIGUSR2", gc);
server.listen(Number(process.argv[2]), () => console.log("READY"));
