/** What can be done with a message: a sheet that rises from the foot of the phone. */
import { describe } from "./files.js";

export class ActionSheet extends HTMLElement {
  #message = null;
  #opener = null;

  connectedCallback() {
    if (this.firstChild) return;
    this.append(document.importNode(document.getElementById("sheet").content, true));
    this.querySelector(".scrim").addEventListener("click", () => this.close());
    this.addEventListener("keydown", (event) => this.#move(event));
    for (const item of this.#items()) {
      item.addEventListener("click", () => this.#choose(item.dataset.act, item));
    }
  }

  open(message, opener) {
    this.#message = message;
    this.#opener = opener;
    this.querySelector(".sheet-quote").textContent = describe(message);
    for (const item of this.#items()) {
      item.hidden = !message.is_own && ["edit", "withdraw"].includes(item.dataset.act);
      if (item.dataset.emoji) {
        item.setAttribute("aria-checked", String(item.dataset.emoji === message.own_reaction));
      }
    }
    this.hidden = false;
    this.querySelector("[data-act=reply]").focus();
  }

  close() {
    if (this.hidden) return;
    this.hidden = true;
    this.#opener?.focus({ preventScroll: true });
  }

  #choose(act, { dataset }) {
    const message = this.#message;
    const emoji = dataset.emoji === message.own_reaction ? null : dataset.emoji;
    this.close();
    if (act === "cancel") return;
    this.dispatchEvent(new CustomEvent("choose", { detail: { act, message, emoji } }));
  }

  #move(event) {
    const items = this.#items().filter((item) => !item.hidden);
    const place = items.indexOf(document.activeElement);
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Tab: event.shiftKey ? -1 : 1 };
    const step = steps[event.key];
    if (event.key === "Escape") this.close();
    else if (step) items.at((place + step) % items.length).focus();
    else return;
    event.preventDefault();
  }

  #items() {
    return [...this.querySelectorAll("[data-act]")];
  }
}
customElements.define("action-sheet", ActionSheet);
