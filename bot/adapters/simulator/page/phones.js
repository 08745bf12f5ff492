/**
 * The simulator's page: puts the phones on the stage and connects them with the server.
 * What travels over the line is described in page.py.
 */
import { Link } from "./link.js";
import { Times } from "./times.js";
import { ChatPhone } from "./phone.js";
import "./clock.js";
import "./strip.js";
import "./viewer.js";

const NARROW = matchMedia("(max-width: 719px)");
const REMEMBERED = "coparenting-stage";

const stage = document.querySelector(".stage");
const strip = document.querySelector("people-strip");
const clock = document.querySelector("story-clock");
const state = document.querySelector(".state");
const link = new Link();
const phones = new Map();
let cast = [];
let onStage = [];

link.addEventListener("hello", ({ detail }) => {
  cast = detail.cast.map((card, place) => ({ ...card, hue: (place * 137 + 18) % 360 }));
  clock.setZone(detail.zone);
  for (const card of cast) {
    if (!phones.has(card.user)) phones.set(card.user, newPhone(card, detail.zone));
    phones.get(card.user).reload(detail.phones[card.user]);
    phones.get(card.user).composer.release();
  }
  setStage(remembered() ?? cast.filter((card) => card.pinned).map((card) => card.user));
  tellTime(detail.now);
  clock.rest(detail.is_jumping, true);
  document.body.classList.remove("is-offline");
  say("");
});
link.addEventListener("lost", () => {
  clock.rest(false, false);
  document.body.classList.add("is-offline");
  for (const phone of phones.values()) phone.composer.release();
  say("Connecting to the simulator…", true);
});
link.addEventListener("shown", ({ detail }) => phones.get(detail.user)?.show(detail.message));
link.addEventListener("removed", ({ detail }) => phones.get(detail.user)?.remove(detail.id));
link.addEventListener("typing", ({ detail }) => phones.get(detail.user)?.work());
link.addEventListener("clock", ({ detail }) => tellTime(detail.now));
link.addEventListener("jumping", ({ detail }) => {
  clock.rest(detail.is_jumping, true);
  say(detail.is_jumping ? "" : `It is now ${clock.words}.`);
});
link.addEventListener("problem", ({ detail }) => {
  for (const phone of phones.values()) phone.composer.release();
  complain(detail.text);
});

clock.addEventListener("jump", ({ detail }) => link.send({ type: "jump", to: detail }));
strip.addEventListener("choose", ({ detail: { card, isOnStage } }) => {
  if (isOnStage) phones.get(card.user).attend();
  else if (NARROW.matches) replace(card.user, inView());
  else strip.ask(card, onStage.map((user) => phones.get(user).card));
});
strip.addEventListener("replace", ({ detail: { user, place } }) => replace(user, place));

link.open();

function newPhone(card, zone) {
  const phone = new ChatPhone();
  phone.introduce(card, new Times(zone, card.language), (wish) => link.send(wish));
  phone.addEventListener("unread", drawStrip);
  phone.addEventListener("problem", ({ detail }) => complain(detail.text));
  return phone;
}

function setStage(users) {
  onStage = users;
  const wanted = users.map((user) => phones.get(user));
  const isThere = wanted.length === stage.children.length
    && wanted.every((phone, place) => stage.children[place] === phone);
  if (!isThere) stage.replaceChildren(...wanted);
  drawStrip();
}

function replace(user, place) {
  setStage(onStage.map((each) => (each === place ? user : each)));
  sessionStorage.setItem(REMEMBERED, JSON.stringify(onStage));
  phones.get(user).attend();
}

/** The stage as it was before a reload, unless the cast is another one. */
function remembered() {
  const users = JSON.parse(sessionStorage.getItem(REMEMBERED) ?? "null");
  return users?.length && users.every((user) => phones.has(user)) ? users : null;
}

/** Whose phone is in the middle of a narrow screen. */
function inView() {
  const middle = stage.scrollLeft + stage.clientWidth / 2;
  return onStage.find((user) => {
    const { offsetLeft, offsetWidth } = phones.get(user);
    return offsetLeft + offsetWidth >= middle;
  });
}

function tellTime(now) {
  clock.tell(now);
  for (const phone of phones.values()) phone.tellTime(now);
}

function drawStrip() {
  strip.draw(cast, onStage, phones);
}

function complain(text) {
  say(text, true);
  setTimeout(() => say(""), 6000);
}

function say(words, isShown = false) {
  state.textContent = words;
  state.classList.toggle("is-shown", isShown);
}
