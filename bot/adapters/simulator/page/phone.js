/** One phone with its owner's name above it: what stands on its screen, and what its owner does. */
import { drawDay, drawMessage } from "./message.js";
import { paintAvatar } from "./avatar.js";
import "./composer.js";
import "./sheet.js";

const LANGUAGES = { en: "English", es: "Español" };
const TYPING_MS = 2500;
const NEAR_THE_END = 80;
const NARROW = matchMedia("(max-width: 719px)");

export class ChatPhone extends HTMLElement {
  #messages = new Map();
  #unread = 0;
  #isInView = false;
  #typingEnds = 0;

  /**
   * Build it once; afterwards it is moved on and off the stage as it is.
   * `send` takes what the owner wants done and says whether the line was open.
   */
  introduce(card, times, send) {
    this.card = card;
    this.times = times;
    this.send = (wish) => send({ user: card.user, ...wish });
    this.append(document.importNode(document.getElementById("phone").content, true));
    this.id = `phone-${card.user}`;
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", `${card.name}’s phone`);
    this.#part("owner-name").textContent = card.name;
    this.#part("owner-role").textContent = card.role;
    this.#part("owner-role").title = card.role;
    paintAvatar(this.#part("avatar"), card);
    this.#part("tongue").textContent = LANGUAGES[card.language] ?? card.language;
    this.#part("messages").lang = card.language;
    this.#part("chat").setAttribute("aria-label", `Chat of ${card.name} with the bot`);
    this.composer.introduce(card, this.send);
    this.#listen();
  }

  get composer() {
    return this.querySelector("chat-composer");
  }

  /** How many messages came in since its owner last looked. */
  get unread() {
    return this.#unread;
  }

  /** Draw the whole screen anew. */
  reload(messages) {
    this.#part("chat").ariaBusy = "true";
    this.#messages.clear();
    this.#part("messages").replaceChildren();
    for (const message of messages) this.#put(message);
    this.#tidy();
    this.#part("chat").ariaBusy = "false";
  }

  show(message) {
    const isNew = !this.#messages.has(message.id);
    const item = this.#put(message);
    this.#stopTyping();
    this.#tidy();
    if (message.is_own) this.composer.settle(message);
    if (!isNew) return;
    item.classList.add("is-new");
    if (message.is_own) this.#scrollToEnd();
    else this.#part("latest").hidden = this.#isAtEnd;
    if (!message.is_own && !this.#isAttended) this.#count(this.#unread + 1);
  }

  remove(id) {
    this.#messages.delete(id);
    const item = this.#find(id);
    const day = item?.previousElementSibling;
    const isLastOfDay = day?.matches(".day") && !item.nextElementSibling?.matches(".message");
    const hadFocus = item?.contains(document.activeElement);
    item?.remove();
    if (isLastOfDay) day.remove();
    this.#tidy();
    if (hadFocus) (this.querySelector(".more[tabindex='0']") ?? this.composer.box).focus();
  }

  /** The bot is at work; shown until it says something, or for a moment. */
  work() {
    this.#part("typing").hidden = false;
    this.#part("chathead-state").textContent = "typing…";
    clearTimeout(this.#typingEnds);
    this.#typingEnds = setTimeout(() => this.#stopTyping(), TYPING_MS);
  }

  tellTime(now) {
    this.#part("statusbar-time").textContent = this.times.hour(now);
  }

  /** Bring it into view and write in it. */
  attend() {
    this.scrollIntoView({ inline: "center", block: "nearest" });
    this.composer.box.focus({ preventScroll: true });
    this.#count(0);
  }

  #listen() {
    this.#part("pill").addEventListener("click", () => this.send({ type: "type", text: "/start" }));
    this.#part("messages").addEventListener("click", (event) => this.#click(event));
    this.#part("messages").addEventListener("keydown", (event) => this.#walk(event));
    this.querySelector("action-sheet").addEventListener("choose", ({ detail: { act, message, emoji } }) => {
      if (act === "withdraw") this.send({ type: "withdraw", message: message.id });
      else if (act === "react") this.send({ type: "react", message: message.id, emoji });
      else this.composer.about({ act, message, speaker: this.#speaker(message) });
    });
    this.#part("latest").addEventListener("click", () => this.#scrollToEnd("smooth"));
    this.#part("scroller").addEventListener("scroll", () => {
      if (this.#isAtEnd) this.#part("latest").hidden = true;
    });
    for (const sign of ["pointerenter", "pointerdown", "focusin"]) {
      this.addEventListener(sign, () => this.#count(0));
    }
    new IntersectionObserver(([entry]) => {
      this.#isInView = entry.isIntersecting;
      if (this.#isAttended) this.#count(0);
    }, { threshold: 0.7 }).observe(this);
  }

  #click(event) {
    const id = event.target.closest(".message")?.dataset.id;
    const key = event.target.closest(".key");
    const quote = event.target.closest(".quote");
    const picture = event.target.closest(".picture");
    if (key) {
      key.setAttribute("aria-busy", "true");
      this.send({ type: "press", message: id, token: key.dataset.token });
    } else if (quote) {
      this.#pointAt(quote.dataset.to);
    } else if (picture) {
      const album = [...picture.parentElement.children];
      const pictures = album.map((each) => each.firstElementChild);
      document.querySelector("picture-viewer").open(pictures, album.indexOf(picture));
    } else if (event.target.closest("audio, video, a")) {
      return;
    } else if (event.target.closest(".bubble") && document.getSelection().isCollapsed) {
      const opener = this.#find(id).querySelector(".more");
      this.querySelector("action-sheet").open(this.#messages.get(id), opener);
    }
  }

  /** Up and down walk from message to message, so that the whole chat is one stop of the Tab key. */
  #walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches(".more")) return;
    event.preventDefault();
    const stops = [...this.querySelectorAll(".more")];
    const next = stops[stops.indexOf(event.target) + step];
    if (!next) return;
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  #put(message) {
    const old = this.#find(message.id);
    const list = this.#part("messages");
    const last = [...this.#messages.values()].at(-1);
    const quoted = this.#messages.get(message.reply_to);
    this.#messages.set(message.id, message);
    const item = drawMessage(message, {
      times: this.times, quoted, speaker: (of) => this.#speaker(of), owner: this.card.name,
    });
    if (old) {
      const hadFocus = old.contains(document.activeElement);
      keepFiles(old, item);
      old.replaceWith(item);
      if (hadFocus) item.querySelector(".key, .more").focus({ preventScroll: true });
    } else {
      const day = this.times.day(message.at);
      if (!last || this.times.day(last.at) !== day) list.append(drawDay(day));
      list.append(item);
    }
    return item;
  }

  /** What follows from what stands on the screen. */
  #tidy() {
    this.#part("empty").hidden = this.#messages.size > 0;
    const stops = [...this.querySelectorAll(".more")];
    if (!stops.some((stop) => stop.tabIndex === 0) && stops.length) stops.at(-1).tabIndex = 0;
  }

  #pointAt(id) {
    const item = this.#find(id);
    item?.scrollIntoView({ block: "center", behavior: "smooth" });
    item?.classList.remove("is-pointed-at");
    requestAnimationFrame(() => item?.classList.add("is-pointed-at"));
  }

  #stopTyping() {
    this.#part("typing").hidden = true;
    this.#part("chathead-state").textContent = "bot";
    clearTimeout(this.#typingEnds);
    for (const key of this.querySelectorAll(".key[aria-busy]")) key.removeAttribute("aria-busy");
  }

  #count(unread) {
    if (unread === this.#unread) return;
    this.#unread = unread;
    const badge = this.#part("badge");
    badge.hidden = unread === 0;
    badge.textContent = `${unread} new`;
    this.dispatchEvent(new CustomEvent("unread"));
  }

  get #isAttended() {
    if (!this.isConnected) return false;
    return this.matches(":focus-within, :hover") || (NARROW.matches && this.#isInView);
  }

  /** The scroller runs from its foot upwards (see the style sheet), so its end is at 0. */
  get #isAtEnd() {
    return this.#part("scroller").scrollTop > -NEAR_THE_END;
  }

  #scrollToEnd(behavior = "instant") {
    this.#part("scroller").scrollTo({ top: 0, behavior });
    this.#part("latest").hidden = true;
  }

  #speaker(message) {
    return message.is_own ? this.card.name : message.header ?? "Coparenting";
  }

  #find(id) {
    return this.querySelector(`.message[data-id="${CSS.escape(id)}"]`);
  }

  #part(name) {
    return this.querySelector(`.${name}`);
  }
}
customElements.define("chat-phone", ChatPhone);

/** What is drawn already is not fetched again where only the words changed. */
function keepFiles(old, item) {
  const [before, after] = [old, item].map((each) => each.querySelector(".files"));
  if (before.dataset.keys === after.dataset.keys) after.replaceWith(before);
}
