/** How the files of a message look, and what they are called where there is room for words only. */
const WORDS = {
  picture: ["Picture", "pictures"],
  voice: ["Voice message", "voice messages"],
  video: ["Video", "videos"],
  document: ["Document", "documents"],
};

/** Draw the files of a message, pictures first and as an album; `whose` is who sent them. */
export function drawFiles(files, whose) {
  const pictures = files.filter(({ kind }) => kind === "picture");
  const album = document.createElement("div");
  album.className = "album";
  album.classList.toggle("is-several", pictures.length > 1);
  album.append(...pictures.map((file, place) => drawPicture(file, nameOf(pictures, place, whose))));
  const others = files.filter(({ kind }) => kind !== "picture");
  const parts = others.map((file) => DRAWN[file.kind](file, whose));
  return pictures.length ? [album, ...parts] : parts;
}

/** A message in a few words: its files, and its text. */
export function describe({ files, body }) {
  const kinds = [...new Set(files.map(({ kind }) => kind))];
  const words = kinds.map((kind) => {
    const count = files.filter((file) => file.kind === kind).length;
    return count > 1 ? `${count} ${WORDS[kind][1]}` : WORDS[kind][0];
  });
  return [...words, body].filter(Boolean).join(" · ");
}

const DRAWN = {
  voice: (file, whose) => drawRecording("audio", file, `Voice message from ${whose}`),
  video: (file, whose) => drawRecording("video", file, `Video from ${whose}`),
  document: drawDocument,
};

function nameOf(pictures, place, whose) {
  const which = pictures.length > 1 ? `Picture ${place + 1} of ${pictures.length}` : "Picture";
  return `${which} from ${whose}`;
}

function drawPicture(file, name) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "picture";
  button.title = "Open larger";
  const image = document.createElement("img");
  image.src = `/file/${file.key}`;
  image.alt = name;
  button.append(image);
  return button;
}

function drawRecording(tag, file, name) {
  const player = document.createElement(tag);
  player.className = file.kind;
  player.controls = true;
  player.preload = "metadata";
  player.src = `/file/${file.key}`;
  player.setAttribute("aria-label", name);
  return player;
}

function drawDocument(file, whose) {
  const link = document.createElement("a");
  link.className = "document";
  link.href = `/file/${file.key}`;
  link.download = "document.pdf";
  link.setAttribute("aria-label", `Download the document from ${whose}`);
  link.append(drawIcon("paper"), "PDF document", drawIcon("download"));
  return link;
}

export function drawIcon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.classList.add("icon");
  svg.ariaHidden = "true";
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}
