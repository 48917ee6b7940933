// deflate_server.mjs OPTIONS: an echo server for each of the OPTIONS, a JSON list of what ws takes as perMessageDeflate.
// Prints a port for each; ends when its standard input does. Some answers leave in fragments.
import { WebSocketServer } from "ws";

for (const options of JSON.parse(process.argv[2])) {
  const server = new WebSocketServer({
    host: "127.0.0.1", port: 0, perMessageDeflate: { threshold: 0, ...options }, maxPayload: 8 << 20,
  });
  await new Promise((resolve) => { server.on("listening", resolve); });
  let count = 0;
  server.on("connection", (socket) => {
    socket.on("message", (data, isBinary) => {
      if (count++ % 3 > 0) {
        socket.send(data, { binary: isBinary });
        return;
      }
      // a character of text may be cut: the other end puts it together
      const cut = data.length * (count % 7) / 7 | 0;
      socket.send(data.subarray(0, cut), { binary: isBinary, fin: false });
      socket.send(data.subarray(cut), { binary: isBinary, fin: true });
    });
  });
  console.log(`port=${server.address().port}`);
}
process.stdin.resume().on("end", () => process.exit(0));
