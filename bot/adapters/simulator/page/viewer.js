/** Pictures of one message, as large as the window allows; the arrow keys go from one to the next. */
export class PictureViewer extends HTMLElement {
  #pictures = [];
  #place = 0;

  connectedCallback() {
    this.#dialog.addEventListener("click", (event) => {
      const step = event.target.closest("[data-step]")?.dataset.step;
      if (step) this.#go(Number(step));
      else this.#dialog.close();
    });
    this.#dialog.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step) this.#go(step);
    });
    this.#dialog.addEventListener("close", () => this.#image.removeAttribute("src"));
  }

  /** Show `pictures` (their images in the chat), beginning with the one at `place`. */
  open(pictures, place) {
    this.#pictures = pictures;
    this.#place = place;
    for (const step of this.querySelectorAll("[data-step]")) step.hidden = pictures.length < 2;
    this.#go(0);
    this.#dialog.showModal();
  }

  #go(step) {
    const count = this.#pictures.length;
    this.#place = (this.#place + step + count) % count;
    const { src, alt } = this.#pictures[this.#place];
    this.#image.src = src;
    this.#image.alt = alt;
    this.#dialog.setAttribute("aria-label", alt);
  }

  get #dialog() {
    return this.querySelector("dialog");
  }

  get #image() {
    return this.querySelector("img");
  }
}
customElements.define("picture-viewer", PictureViewer);
