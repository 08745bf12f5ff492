/**
 * The line to the server. It comes back by itself, and says when it is lost.
 * Knows nothing of phones: each message becomes an event named after its type.
 */
const FIRST_WAIT = 400;
const LONGEST_WAIT = 3000;

export class Link extends EventTarget {
  #socket = null;
  #wait = FIRST_WAIT;

  open() {
    this.#socket = new WebSocket(`ws://${location.host}/socket`);
    this.#socket.addEventListener("message", (event) => {
      const tidings = JSON.parse(event.data);
      this.#wait = FIRST_WAIT;
      this.dispatchEvent(new CustomEvent(tidings.type, { detail: tidings }));
    });
    this.#socket.addEventListener("close", () => {
      this.dispatchEvent(new CustomEvent("lost"));
      setTimeout(() => this.open(), this.#wait);
      this.#wait = Math.min(this.#wait * 1.6, LONGEST_WAIT);
    });
  }

  /** Send it, and say whether the line was open. */
  send(wish) {
    const isOpen = this.#socket?.readyState === WebSocket.OPEN;
    if (isOpen) this.#socket.send(JSON.stringify(wish));
    return isOpen;
  }
}
