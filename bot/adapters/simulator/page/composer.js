/**
 * The text box with its "/" menu and the line that says what is answered or edited.
 * What was typed stays in the box until the messenger has shown it: a lost line loses no words.
 */
export class ChatComposer extends HTMLElement {
  #commands = [];
  #send = () => false;
  #subject = null; // { act: "reply" | "edit", message }
  #sending = null;
  #chosen = -1;

  /** Build it for the owner of one phone; `send` says whether the line was open. */
  introduce(card, send) {
    this.#commands = card.commands;
    this.#send = send;
    this.append(document.importNode(document.getElementById("composer").content, true));
    this.box = this.querySelector("textarea");
    this.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.box.addEventListener("keydown", (event) => this.#key(event));
    this.box.addEventListener("input", () => this.#offer());
    this.box.addEventListener("blur", () => this.#close());
    this.querySelector(".slash").addEventListener("mousedown", (event) => event.preventDefault());
    this.querySelector(".slash").addEventListener("click", () => this.#toggle());
    this.querySelector(".context-end").addEventListener("click", () => this.about(null));
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#pick(option.dataset.name);
    });
    this.box.lang = card.language;
    this.box.setAttribute("aria-label", `Message from ${card.name}`);
    this.#list.id = `commands-${card.user}`;
    this.box.setAttribute("aria-controls", this.#list.id);
    this.querySelector(".slash").hidden = card.commands.length === 0;
  }

  /** Answer or edit a message from now on; null ends it. */
  about(subject) {
    const wasEdit = this.#subject?.act === "edit";
    this.#subject = subject;
    const context = this.querySelector(".context");
    context.hidden = !subject;
    if (subject) {
      const isEdit = subject.act === "edit";
      context.querySelector("use").setAttribute("href", `#${subject.act}`);
      context.querySelector("strong").textContent = isEdit ? "Edit message" : `Reply to ${subject.speaker}`;
      context.querySelector("span").textContent = subject.message.body;
      context.querySelector("button").setAttribute("aria-label", isEdit ? "Stop editing" : "Don’t reply");
      if (isEdit) this.box.value = subject.message.body;
    } else if (wasEdit) {
      this.box.value = "";
    }
    this.box.focus();
  }

  /** A message of the owner stands on the screen: if it is what was sent from here, the box is free. */
  settle(message) {
    if (this.#sending !== message.body) return;
    this.#sending = null;
    if (this.box.value.trim() === message.body) this.box.value = "";
    if (this.#subject) {
      this.#subject = null;
      this.querySelector(".context").hidden = true;
    }
  }

  /** What was being sent did not get through; it may be sent again. */
  release() {
    this.#sending = null;
  }

  get #list() {
    return this.querySelector(".commands");
  }

  #submit(text = this.box.value.trim()) {
    if (!text || this.#sending !== null) return;
    this.#close();
    const subject = this.#subject;
    const wish = subject?.act === "edit"
      ? { type: "edit", message: subject.message.id, text }
      : { type: "type", text, reply_to: subject?.message.id ?? null };
    if (this.#send(wish)) this.#sending = text;
  }

  #key(event) {
    if (event.isComposing) return;
    const options = [...this.#list.children];
    const isOpen = !this.#list.hidden;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (isOpen && options[this.#chosen]) this.#pick(options[this.#chosen].dataset.name);
      else this.#submit();
    } else if (event.key === "Escape") {
      if (isOpen) this.#close();
      else if (this.#subject) this.about(null);
    } else if (isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.#choose((this.#chosen + step + options.length) % options.length);
    }
  }

  #toggle() {
    if (!this.#list.hidden) {
      this.#close();
      return;
    }
    this.box.focus();
    this.#offer("/");
  }

  #offer(typed = this.box.value) {
    const isCommand = /^\/\S*$/.test(typed);
    const fitting = isCommand
      ? this.#commands.filter(({ name }) => `/${name}`.startsWith(typed.toLowerCase())) : [];
    this.#list.replaceChildren(...fitting.map((command) => this.#option(command)));
    this.#show(fitting.length > 0);
    this.#choose(-1);
  }

  #option({ name, hint }) {
    const option = document.createElement("div");
    option.setAttribute("role", "option");
    option.id = `${this.#list.id}-${name}`;
    option.dataset.name = name;
    const word = document.createElement("strong");
    word.textContent = `/${name}`;
    const words = document.createElement("span");
    words.textContent = hint;
    option.append(word, words);
    return option;
  }

  #choose(place) {
    this.#chosen = place;
    [...this.#list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === place));
    });
    const option = this.#list.children[place];
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.box.setAttribute("aria-activedescendant", option.id);
    else this.box.removeAttribute("aria-activedescendant");
  }

  #pick(name) {
    this.box.value = `/${name}`;
    this.#submit();
  }

  #close() {
    this.#show(false);
    this.#choose(-1);
  }

  #show(isOpen) {
    this.#list.hidden = !isOpen;
    this.box.setAttribute("aria-expanded", String(isOpen));
    this.querySelector(".slash").setAttribute("aria-expanded", String(isOpen));
  }
}
customElements.define("chat-composer", ChatComposer);
