import { Connection } from "./connection.js";

const REPLACED = 4001;
const SUBPROTOCOL = "chat.v1";
const MAX_ENTRIES = 500;

const $ = (id) => document.getElementById(id);
const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

let connection = null;
let me = null;
let joined = false;

// A secret of this tab: with it the server gives the nickname back after the connection was lost.
function tabKey() {
  let key = sessionStorage.getItem("key");
  if (!key) {
    key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    sessionStorage.setItem("key", key);
  }
  return key;
}

function show(state, text, facts) {
  $("link").dataset.state = state;
  // The status is read aloud when it changes, the countdown beside it isn't.
  if ($("state").textContent !== text) {
    $("state").textContent = text;
  }
  $("countdown").textContent = "";
  $("retry").hidden = state !== "lost";
  $("extension").textContent = facts ? facts.extensions || "none" : "–";
  $("subprotocol").textContent = facts ? facts.protocol || "none" : "–";
  $("send").disabled = state !== "open" || !joined;
}

function enter(nickname, room) {
  me = nickname;
  joined = false;
  const url = new URL(`chat/${encodeURIComponent(room)}`, location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  url.search = "";
  connection?.close();
  connection = new Connection(url, SUBPROTOCOL, {
    connecting: () => show("waiting", "Connecting…"),
    opened: (socket) => {
      show("waiting", "Joining…", socket);
      connection.send({ type: "join", nickname, key: tabKey() });
    },
    received: (event) => on[event.type]?.(event),
    waiting: (seconds) => {
      joined = false;
      show("lost", "Connection lost");
      $("countdown").textContent = `next try in ${seconds} s`;
    },
    ended: (code) => {
      joined = false;
      show("offline", code === REPLACED ? "This chat goes on in another tab" : "Not connected");
    },
  }, [REPLACED]);
}

const on = {
  welcome(event) {
    joined = true;
    me = event.nickname;
    localStorage.setItem("nickname", me);
    history.replaceState(null, "", `?room=${encodeURIComponent(event.room)}`);
    document.title = `#${event.room} – Fairlead chat`;
    $("room-name").textContent = `#${event.room}`;
    $("entrance").hidden = true;
    $("chat").hidden = false;
    // The history is the server's: whatever was missed while the connection was lost is in it.
    $("log").replaceChildren();
    event.history.forEach(said);
    notice(`You are in #${event.room} as ${me}`);
    members(event.members);
    show("open", "Connected", connection.socket);
    $("message").focus();
  },
  joined(event) {
    notice(`${event.nickname} joined`);
    members(event.members);
  },
  left(event) {
    notice(`${event.nickname} left`);
    members(event.members);
  },
  said,
  refused(event) {
    if (joined) {
      $("say-error").textContent = event.reason;
      return;
    }
    leave();
    $("join-error").textContent = event.reason;
    $("nickname").focus();
    $("nickname").select();
  },
};

// All that others wrote enters the page as text, never as markup.
function said(event) {
  const entry = document.createElement("li");
  const who = document.createElement("span");
  const name = document.createElement("b");
  name.textContent = event.nickname;
  const at = document.createElement("time");
  at.dateTime = event.at;
  at.textContent = time.format(new Date(event.at));
  who.className = "who";
  who.append(name, " ", at);
  entry.className = event.nickname === me ? "said mine" : "said";
  entry.append(who, event.text);
  append(entry);
}

function notice(text) {
  const entry = document.createElement("li");
  entry.className = "notice";
  entry.textContent = text;
  append(entry);
}

function append(entry) {
  const log = $("log");
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  log.append(entry);
  while (log.childElementCount > MAX_ENTRIES) {
    log.firstElementChild.remove();
  }
  if (atEnd) {
    log.scrollTop = log.scrollHeight;
  }
}

function members(nicknames) {
  $("count").textContent = nicknames.length;
  $("members").replaceChildren(...nicknames.map((nickname) => {
    const entry = document.createElement("li");
    entry.textContent = nickname === me ? `${nickname} (you)` : nickname;
    entry.classList.toggle("me", nickname === me);
    return entry;
  }));
}

function leave() {
  joined = false;
  connection?.close();
  $("chat").hidden = true;
  $("entrance").hidden = false;
  $("room-name").textContent = "";
  document.title = "Fairlead chat";
}

function fitMessage() {
  const field = $("message");
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

$("join").addEventListener("submit", (event) => {
  event.preventDefault();
  $("join-error").textContent = "";
  enter($("nickname").value.trim(), $("room").value.trim());
});

$("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("message").value.trim();
  $("say-error").textContent = "";
  if (text && joined && connection.send({ type: "say", text })) {
    $("message").value = "";
    fitMessage();
    $("log").scrollTop = $("log").scrollHeight;
  }
});

$("message").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("say").requestSubmit();
  }
});

$("message").addEventListener("input", fitMessage);
$("retry").addEventListener("click", () => connection.retry());
$("leave").addEventListener("click", () => {
  leave();
  $("nickname").focus();
});

$("nickname").value = localStorage.getItem("nickname") || "";
$("room").value = new URLSearchParams(location.search).get("room") || "lobby";
