/** What can be done with a message: a sheet that rises from the foot of the phone. */
export class ActionSheet extends HTMLElement {
  #message = null;
  #opener = null;

  connectedCallback() {
    if (this.firstChild) return;
    this.append(document.importNode(document.getElementById("sheet").content, true));
    this.querySelector(".scrim").addEventListener("click", () => this.close());
    this.addEventListener("keydown", (event) => this.#move(event));
    for (const item of this.#items()) {
      item.addEventListener("click", () => this.#choose(item.dataset.act));
    }
  }

  open(message, opener) {
    this.#message = message;
    this.#opener = opener;
    this.querySelector(".sheet-quote").textContent = message.body;
    for (const item of this.#items()) {
      item.hidden = !message.is_own && ["edit", "withdraw"].includes(item.dataset.act);
    }
    this.hidden = false;
    this.#items()[0].focus();
  }

  close() {
    if (this.hidden) return;
    this.hidden = true;
    this.#opener?.focus({ preventScroll: true });
  }

  #choose(act) {
    const message = this.#message;
    this.close();
    if (act === "cancel") return;
    this.dispatchEvent(new CustomEvent("choose", { detail: { act, message } }));
  }

  #move(event) {
    const items = this.#items().filter((item) => !item.hidden);
    const place = items.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1, Tab: event.shiftKey ? -1 : 1 }[event.key];
    if (event.key === "Escape") this.close();
    else if (step) items.at((place + step) % items.length).focus();
    else return;
    event.preventDefault();
  }

  #items() {
    return [...this.querySelectorAll("[role=menuitem]")];
  }
}
customElements.define("action-sheet", ActionSheet);
