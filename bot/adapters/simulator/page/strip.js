/**
 * Everybody in the cast as a row of names: who is on the stage, who is not, and where news came in.
 * Choosing one on the stage goes there; choosing another asks in whose place they should come.
 */
import { drawAvatar } from "./avatar.js";

export class PeopleStrip extends HTMLElement {
  #menu = null;

  /** Draw it for these people; `onStage` are the users whose phones are shown. */
  draw(cast, onStage, phones) {
    const label = document.createElement("span");
    label.className = "strip-label";
    label.textContent = "More phones";
    const chips = cast.map((card) => this.#chip(card, onStage.includes(card.user), phones.get(card.user).unread));
    const focused = this.contains(document.activeElement) ? document.activeElement.dataset.user : null;
    this.replaceChildren(label, ...chips);
    this.querySelector(`[data-user="${CSS.escape(focused ?? "")}"]`)?.focus();
  }

  /** Ask beside `user`'s chip which of `places` they should take. */
  ask(user, places) {
    this.#menu?.remove();
    const chip = this.querySelector(`[data-user="${CSS.escape(user.user)}"]`);
    const menu = document.createElement("div");
    menu.className = "places";
    menu.popover = "auto";
    menu.setAttribute("role", "menu");
    menu.setAttribute("aria-label", `Show ${user.name} in place of`);
    const title = document.createElement("p");
    title.textContent = `Show ${user.name} in place of`;
    menu.append(title, ...places.map((card) => this.#place(user, card)));
    menu.addEventListener("keydown", (event) => this.#walk(event));
    menu.addEventListener("toggle", (event) => {
      if (event.newState === "closed") menu.remove();
    });
    document.body.append(menu);
    menu.showPopover();
    const { left, bottom } = chip.getBoundingClientRect();
    const roomLeft = document.documentElement.clientWidth - menu.offsetWidth - 12;
    menu.style.left = `${Math.max(12, Math.min(left, roomLeft))}px`;
    menu.style.top = `${bottom + 8}px`;
    menu.querySelector("button").focus();
    this.#menu = menu;
  }

  #chip(card, isOnStage, unread) {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.className = "person";
    chip.classList.toggle("is-on-stage", isOnStage);
    chip.dataset.user = card.user;
    chip.title = card.role;
    const name = document.createElement("span");
    name.textContent = card.name;
    chip.append(drawAvatar(card), name);
    if (unread > 0) {
      const badge = document.createElement("span");
      badge.className = "badge";
      badge.textContent = unread;
      badge.append(hiddenWords(" new"));
      chip.append(badge);
    }
    chip.addEventListener("click", () => {
      this.dispatchEvent(new CustomEvent("choose", { detail: { card, isOnStage } }));
    });
    return chip;
  }

  #place(user, card) {
    const item = document.createElement("button");
    item.type = "button";
    item.setAttribute("role", "menuitem");
    item.append(drawAvatar(card), card.name);
    item.addEventListener("click", () => {
      this.#menu.hidePopover();
      this.dispatchEvent(new CustomEvent("replace", { detail: { user: user.user, place: card.user } }));
    });
    return item;
  }

  #walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const items = [...event.currentTarget.querySelectorAll("button")];
    items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
  }
}
customElements.define("people-strip", PeopleStrip);

function hiddenWords(words) {
  const span = document.createElement("span");
  span.className = "unseen";
  span.textContent = words;
  return span;
}
