/** The files that are about to be sent, as a row above the text box. What they are called stays on this page. */
import { drawIcon } from "./files.js";

const LARGEST = 20_000_000;
const MOST = 10;
const ICONS = { image: "picture", audio: "sound", video: "film" };

export class FileTray extends HTMLElement {
  #files = [];

  /** Add files, as far as they may be sent; return what is to be said about the others. */
  add(files) {
    const wanted = [...this.#files, ...files];
    if (wanted.length > MOST) return `${MOST} files can be sent at once.`;
    if (wanted.reduce((sum, { size }) => sum + size, 0) > LARGEST) return "That is too large: 20 MB at most.";
    this.#files = wanted;
    this.#draw();
    return "";
  }

  clear() {
    this.#files = [];
    this.#draw();
  }

  get files() {
    return this.#files;
  }

  #draw() {
    this.hidden = this.#files.length === 0;
    this.replaceChildren(...this.#files.map((file) => this.#chip(file)));
  }

  #chip(file) {
    const chip = document.createElement("span");
    chip.className = "chosen";
    const name = document.createElement("span");
    name.textContent = file.name;
    const off = document.createElement("button");
    off.type = "button";
    off.setAttribute("aria-label", `Don’t send ${file.name}`);
    off.append(drawIcon("close"));
    off.addEventListener("click", () => {
      this.#files = this.#files.filter((each) => each !== file);
      this.#draw();
      (this.querySelector("button") ?? this.closest("chat-composer").box).focus();
    });
    chip.append(drawIcon(ICONS[file.type.split("/")[0]] ?? "paper"), name, off);
    return chip;
  }
}
customElements.define("file-tray", FileTray);
