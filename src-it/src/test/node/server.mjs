// server.mjs OPTIONS: an echo server on a free port, which it prints; ends when its standard input does.
// OPTIONS is JSON for ws's perMessageDeflate.
import { WebSocketServer } from "ws";

const server = new WebSocketServer({
  host: "127.0.0.1", port: 0, perMessageDeflate: JSON.parse(process.argv[2]), maxPayload: 8 << 20,
});
server.on("connection", (socket) => {
  socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
});
server.on("listening", () => console.log(`port=${server.address().port}`));
process.stdin.resume().on("end", () => process.exit(0));
