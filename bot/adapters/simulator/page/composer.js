/**
 * The text box with its "/" menu and the line that says what is answered or edited.
 * What was typed stays in the box until the messenger has shown it: a lost line loses no words.
 */
import { describe } from "./files.js";
import "./tray.js";

export class ChatComposer extends HTMLElement {
  #commands = [];
  #user = "";
  #send = () => false;
  #subject = null; // { act: "reply" | "edit", message }
  #sending = null;
  #isUploading = false;
  #chosen = -1;

  /** Build it for the owner of one phone; `send` says whether the line was open. */
  introduce(card, send) {
    this.#commands = card.commands;
    this.#send = send;
    this.#user = card.user;
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
    this.querySelector(".attach").addEventListener("click", () => this.#chooser.click());
    this.#chooser.addEventListener("change", () => {
      this.#attach(this.#chooser.files);
      this.#chooser.value = "";
    });
    this.box.addEventListener("paste", (event) => {
      if (event.clipboardData.files.length) event.preventDefault();
      this.#attach(event.clipboardData.files);
    });
  }

  /** Answer or edit a message from now on; null ends it. */
  about(subject) {
    const wasEdit = this.#subject?.act === "edit";
    this.#subject = subject;
    const context = this.querySelector(".context");
    context.hidden = !subject;
    this.querySelector(".attach").disabled = subject?.act === "edit";
    if (subject) {
      const isEdit = subject.act === "edit";
      context.querySelector("use").setAttribute("href", `#${subject.act}`);
      context.querySelector("strong").textContent = isEdit ? "Edit message" : `Reply to ${subject.speaker}`;
      context.querySelector("span").textContent = describe(subject.message);
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
    this.#clear(message.body);
  }

  /** What was being sent did not get through; it may be sent again. */
  release() {
    this.#sending = null;
  }

  get #list() {
    return this.querySelector(".commands");
  }

  get #tray() {
    return this.querySelector("file-tray");
  }

  get #chooser() {
    return this.querySelector("input[type=file]");
  }

  #clear(sent) {
    if (this.box.value.trim() === sent) this.box.value = "";
    this.#subject = null;
    this.querySelector(".context").hidden = true;
    this.querySelector(".attach").disabled = false;
  }

  #attach(files) {
    if (files.length === 0 || this.#isUploading || this.#subject?.act === "edit") return;
    this.#complain(this.#tray.add(files));
    this.box.focus();
  }

  /** What is chosen stays until the messenger has it, as words do. */
  async #upload(text) {
    const form = new FormData();
    form.append("text", text);
    if (this.#subject) form.append("reply_to", this.#subject.message.id);
    for (const file of this.#tray.files) form.append("file", file, "file");
    this.#rest(true);
    let problem = "The files could not be sent.";
    try {
      const answer = await fetch(`/send/${encodeURIComponent(this.#user)}`, { method: "POST", body: form });
      problem = answer.ok ? "" : await answer.text();
    } catch {
      // The line is down: the page says so by itself.
    }
    this.#rest(false);
    if (!problem) {
      this.#tray.clear();
      this.#clear(text);
    }
    this.#complain(problem);
  }

  #rest(isUploading) {
    this.#isUploading = isUploading;
    this.#tray.inert = isUploading;
    this.querySelector(".send").setAttribute("aria-busy", String(isUploading));
  }

  #complain(text) {
    if (text) this.dispatchEvent(new CustomEvent("problem", { detail: { text }, bubbles: true }));
  }

  #submit(text = this.box.value.trim()) {
    if (this.#sending !== null || this.#isUploading) return;
    if (this.#tray.files.length && this.#subject?.act !== "edit") {
      this.#close();
      this.#upload(text);
      return;
    }
    if (!text) return;
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
