/** A person as a coloured circle with initials: nobody here has a photograph. */
export function drawAvatar(card) {
  const circle = document.createElement("span");
  circle.className = "avatar";
  circle.ariaHidden = "true";
  paintAvatar(circle, card);
  return circle;
}

export function paintAvatar(circle, card) {
  circle.textContent = [...card.name][0].toUpperCase();
  circle.style.setProperty("--hue", card.hue);
}
