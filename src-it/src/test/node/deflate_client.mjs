// deflate_client.mjs URL SEED OPTIONS: for each of the OPTIONS, a JSON list of what ws takes as perMessageDeflate, talks to
// an echo server, in messages of many kinds, whole and in fragments. Prints what was negotiated, a line for each.
import assert from "node:assert/strict";
import { once } from "node:events";
import { WebSocket } from "ws";

const [url, seed, list] = process.argv.slice(2);
setTimeout(() => {
  console.error("not done within 60 s");
  process.exit(1);
}, 60_000).unref();

let state = Number(seed);
function below(bound) {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return (state >>> 8) % bound;
}

function noise(length) {
  return Buffer.from(Array.from({ length }, () => below(256)));
}

function message() {
  const length = [below(20), below(500), below(3000), below(40_000)][below(4)];
  switch (below(5)) {
    case 0: return noise(length);
    case 1: return Buffer.alloc(length, below(256));
    case 2: {
      const period = noise(1 + below(5000));
      return Buffer.alloc(length, period);
    }
    case 3: return "Grüße 😀 ".repeat(length / 10);
    default: {
      let text = "[";
      while (text.length < length) {
        text += `{"id":${below(10_000)},"city":"Hamburg","river":"Elbe","depth":${below(100) / 10}},`;
      }
      return text;
    }
  }
}

/** Parts that may be empty; text isn't cut inside a character. */
function send(socket, whole) {
  const parts = typeof whole === "string" ? Array.from(whole) : whole;
  if (below(3) > 0) {
    socket.send(whole);
    return;
  }
  let from = 0;
  for (let more = 1 + below(4); more > 0; more--) {
    const to = more === 1 ? parts.length : from + below(parts.length - from + 1);
    const part = parts.slice(from, to);
    socket.send(typeof whole === "string" ? part.join("") : part,
      { fin: more === 1, binary: typeof whole !== "string" });
    from = to;
  }
}

for (const options of JSON.parse(list)) {
  const socket = new WebSocket(url, { perMessageDeflate: { threshold: 0, ...options }, maxPayload: 8 << 20 });
  const sent = [];
  let done;
  const finished = new Promise((resolve) => { done = resolve; });
  socket.on("message", (data, isBinary) => {
    assert.deepEqual(isBinary ? data : data.toString(), sent.shift());
    if (sent.length === 0) {
      done();
    }
  });
  await once(socket, "open");
  console.log(`extensions=${socket.extensions && "permessage-deflate"} ${JSON.stringify(options)}`);
  for (let i = 0; i < 80; i++) {
    const whole = message();
    sent.push(whole);
    send(socket, whole);
    if (below(5) === 0) {
      socket.ping("in between");
    }
  }
  await finished;
  socket.close(1000);
  await once(socket, "close");
}
console.log("passed");
