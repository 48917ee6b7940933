const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
const STEADY_AFTER = 5_000;

/**
 * A WebSocket that connects again when it is lost: at first soon, then after pauses that double, with a random part so that
 * a server that comes back isn't met by all its clients in the same instant. Messages are JSON.
 */
export class Connection {
  #url;
  #protocol;
  #listener;
  #finalCodes;
  #timer = 0;
  #tries = 0;
  #ended = false;

  /** The WebSocket of the moment. */
  socket = null;

  /**
   * @param url        ws or wss
   * @param protocol   the subprotocol to ask for
   * @param listener   connecting(), opened(socket), received(message), waiting(seconds), ended(code)
   * @param finalCodes close codes after which there is no other try
   */
  constructor(url, protocol, listener, finalCodes = []) {
    this.#url = url;
    this.#protocol = protocol;
    this.#listener = listener;
    this.#finalCodes = finalCodes;
    addEventListener("online", this.#online);
    this.#connect();
  }

  /** Sends a message; tells whether it could. */
  send(message) {
    if (this.socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.socket.send(JSON.stringify(message));
    return true;
  }

  /** Tries now instead of at the end of the pause. */
  retry() {
    if (this.#timer && !this.#ended) {
      this.#connect();
    }
  }

  /** Ends it for good. */
  close() {
    if (!this.#ended) {
      this.#end(1000);
      this.socket.close(1000);
    }
  }

  #online = () => this.retry();

  #connect() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const socket = new WebSocket(this.#url, this.#protocol);
    let openedAt = 0;
    this.socket = socket;
    this.#listener.connecting();
    socket.onopen = () => {
      if (this.#ended) {
        return;
      }
      openedAt = performance.now();
      this.#listener.opened(socket);
    };
    socket.onmessage = (event) => {
      if (!this.#ended) {
        this.#listener.received(JSON.parse(event.data));
      }
    };
    socket.onclose = (event) => {
      if (this.#ended) {
        return;
      }
      if (this.#finalCodes.includes(event.code)) {
        this.#end(event.code);
        return;
      }
      // One that opens and falls at once isn't back yet.
      if (openedAt && performance.now() - openedAt > STEADY_AFTER) {
        this.#tries = 0;
      }
      this.#pause();
    };
  }

  #pause() {
    const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#tries++);
    const end = performance.now() + longest * (0.5 + Math.random() / 2);
    const tick = () => {
      const left = end - performance.now();
      if (left <= 0) {
        this.#connect();
      } else {
        this.#listener.waiting(Math.ceil(left / 1000));
        this.#timer = setTimeout(tick, Math.min(left, 1000));
      }
    };
    tick();
  }

  #end(code) {
    this.#ended = true;
    clearTimeout(this.#timer);
    removeEventListener("online", this.#online);
    this.#listener.ended(code);
  }
}
