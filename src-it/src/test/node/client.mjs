// client.mjs URL OPTIONS: talks to an echo server and prints what was negotiated; fails at the first difference.
// OPTIONS is JSON for ws's perMessageDeflate.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { WebSocket } from "ws";

const [url, options] = process.argv.slice(2);
const socket = new WebSocket(url, { perMessageDeflate: JSON.parse(options), maxPayload: 8 << 20 });
setTimeout(() => {
  console.error("no answer within 30 s");
  process.exit(1);
}, 30_000).unref();

const received = [];
let wake = () => {};
socket.on("message", (data, isBinary) => {
  received.push(isBinary ? data : data.toString());
  wake();
});

async function next() {
  while (received.length === 0) {
    await new Promise((resolve) => { wake = resolve; });
  }
  return received.shift();
}

async function echo(message) {
  socket.send(message);
  assert.deepEqual(await next(), message);
}

await once(socket, "open");
console.log(`extensions=${socket.extensions}`);
await echo("");
await echo("Grüße, 世界 😀");
await echo("x".repeat(100_000));
await echo(randomBytes(70_000));
await echo(Buffer.alloc(2 << 20, "abcdefgh"));
const line = JSON.stringify({ city: "Hamburg", river: "Elbe", districts: 7 });
for (let i = 0; i < 200; i++) {
  socket.send(line + i);
}
for (let i = 0; i < 200; i++) {
  assert.equal(await next(), line + i);
}
for (const [part, last] of [["in ", false], ["three ", false], ["parts", true]]) {
  socket.send(part, { fin: last });
}
assert.equal(await next(), "in three parts");
socket.ping("ping");
const [pong] = await once(socket, "pong");
assert.equal(pong.toString(), "ping");
socket.close(4123, "done");
const [code] = await once(socket, "close");
assert.equal(code, 4123);
console.log("passed");
