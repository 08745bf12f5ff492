/** The simulated date and time, and the buttons that move it. */
import { Times, zoneName } from "./times.js";

export class StoryClock extends HTMLElement {
  #zone = "UTC";
  #times = null;
  #pressed = null;

  connectedCallback() {
    for (const button of this.#buttons) {
      button.addEventListener("click", () => {
        this.#pressed = button;
        this.dispatchEvent(new CustomEvent("jump", { detail: button.dataset.jump }));
      });
    }
  }

  setZone(zone) {
    this.#zone = zone;
    this.#times = new Times(zone, "en");
  }

  tell(now) {
    this.querySelector("time").dateTime = now;
    this.querySelector(".now-time").textContent = this.#times.hour(now);
    this.querySelector(".now-date").textContent = this.#times.day(now);
    this.querySelector(".now-zone").textContent = zoneName(this.#zone, now);
  }

  /** While a jump runs, or while the server is away, nothing can be pressed. */
  rest(isJumping, isConnected) {
    for (const button of this.#buttons) {
      button.disabled = isJumping || !isConnected;
      const isTheOne = isJumping && button === (this.#pressed ?? this.#buttons[0]);
      button.setAttribute("aria-busy", String(isTheOne));
    }
    if (!isJumping && isConnected && this.#pressed) {
      if (document.activeElement === document.body) this.#pressed.focus({ preventScroll: true });
      this.#pressed = null;
    }
  }

  /** The moment in words. */
  get words() {
    return `${this.querySelector(".now-date").textContent}, ${this.querySelector(".now-time").textContent}`;
  }

  get #buttons() {
    return [...this.querySelectorAll(".jump")];
  }
}
customElements.define("story-clock", StoryClock);
