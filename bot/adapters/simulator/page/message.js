/** How one message looks. Text is only ever set as text. */
import { describe, drawFiles } from "./files.js";

const MARKS = { waiting: "Waiting", delivered: "Delivered" };

/** Draw a message; `quoted` is the message it answers, if that is still there. */
export function drawMessage(message, { times, quoted, speaker, owner }) {
  const item = document.importNode(document.getElementById("message").content, true).firstElementChild;
  const part = (name) => item.querySelector(`.${name}`);
  item.dataset.id = message.id;
  item.classList.add(message.is_own ? "is-own" : "is-bots");

  part("from").textContent = message.header ?? "";
  part("from").hidden = !message.header;
  part("files").append(...drawFiles(message.files, speaker(message)));
  part("files").hidden = message.files.length === 0;
  part("files").dataset.keys = message.files.map(({ key }) => key).join(" ");
  part("body").textContent = message.body;
  part("edited").hidden = !message.is_edited;
  const time = item.querySelector("time");
  time.dateTime = message.at;
  time.textContent = times.hour(message.at);
  part("more").setAttribute("aria-label", `Actions for the message from ${speaker(message)}`);

  if (quoted) {
    part("quote").hidden = false;
    part("quote").dataset.to = quoted.id;
    part("quote-from").textContent = speaker(quoted);
    part("quote-body").textContent = describe(quoted);
  }
  for (const row of message.rows) part("keys").append(drawRow(row));
  part("keys").hidden = message.rows.length === 0;
  drawMark(part("chip"), message.mark);
  drawReactions(part("reactions"), message, owner);
  return item;
}

/** A line between two days. */
export function drawDay(words) {
  const item = document.createElement("li");
  item.className = "day";
  item.textContent = words;
  return item;
}

function drawRow(row) {
  const line = document.createElement("div");
  line.className = "keys-row";
  for (const { label, token } of row) {
    const key = document.createElement("button");
    key.type = "button";
    key.className = "key";
    key.textContent = label;
    key.dataset.token = token;
    line.append(key);
  }
  return line;
}

function drawReactions(corner, { reaction, own_reaction: own }, owner) {
  corner.hidden = !reaction && !own;
  for (const [emoji, whose] of [[reaction, "the bot"], [own, owner]]) {
    if (!emoji) continue;
    const sign = document.createElement("span");
    sign.textContent = emoji;
    sign.setAttribute("role", "img");
    sign.setAttribute("aria-label", `Reaction of ${whose}: ${emoji}`);
    corner.append(sign);
  }
}

function drawMark(chip, mark) {
  chip.hidden = !mark;
  if (!mark) return;
  chip.classList.add(`is-${mark}`);
  chip.querySelector("use").setAttribute("href", `#${mark}`);
  chip.querySelector("span").textContent = MARKS[mark];
}
