// A Matrix app without a screen: one account on matrix-js-sdk, told what to do in lines of JSON on its input,
// telling what it sees in lines of JSON on its output. Joins where it is invited. Ends when the input does.
//
//   told   {"id": 1, "do": "say", "room": "!a:b", "words": "hello"}
//   tells  {"answer": 1, "result": "$event"}  or  {"answer": 1, "error": "why not"}
//          {"known": ["@user:b"]}       whose devices it has learnt of, or learnt more of
//          {"message": {"event", "room", "sender", "words", "failure", "shield", "reason"}}
//
// Knows nothing of the bot.

// What a browser has, before the library is loaded: a place for the keys, so that the app can be closed and opened
// again, and chance, which Node 18 does not offer unasked.
import "fake-indexeddb/auto";
import { webcrypto } from "node:crypto";
import { createInterface } from "node:readline";

globalThis.crypto ??= webcrypto;

// The output is for the lines of JSON; what the library has to say goes to the other one.
for (const level of ["debug", "info", "log", "trace", "warn"]) console[level] = console.error;

const { ClientEvent, MatrixEventEvent, RoomEvent, SyncState, createClient } = await import("matrix-js-sdk");
const { CryptoEvent, EventShieldColour, EventShieldReason, OnlySignedDevicesIsolationMode } = await import(
  "matrix-js-sdk/lib/crypto-api/index.js"
);

const KEYS = { useIndexedDB: true };

let account; // What outlives the app: whose it is, the session, and whether devices must be signed.
let client;

const tell = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

const can = {
  // Sign in as a new device that its owner has signed. A strict one neither reads nor writes to others.
  async start({ url, user, password, isStrict }) {
    const identifier = { type: "m.id.user", user };
    const session = await createClient({ baseUrl: url }).loginRequest({
      type: "m.login.password",
      identifier,
      password,
    });
    const { access_token: accessToken, device_id: deviceId } = session;
    account = { isStrict, options: { baseUrl: url, userId: user, accessToken, deviceId } };
    await open();
    await client.getCrypto().bootstrapCrossSigning({
      authUploadDeviceSigningKeys: (upload) => upload({ type: "m.login.password", identifier, password }),
    });
    return deviceId;
  },

  // Close the app and open it again; only what is stored is left.
  async restart() {
    client.stopClient();
    client.removeAllListeners();
    await open();
  },

  // Begin a direct chat, encrypted and of the homeserver's usual version, as people do.
  async open({ user }) {
    const content = { algorithm: "m.megolm.v1.aes-sha2" };
    const encryption = { type: "m.room.encryption", state_key: "", content };
    const options = { is_direct: true, preset: "trusted_private_chat", invite: [user], initial_state: [encryption] };
    return (await client.createRoom(options)).room_id;
  },

  async say({ room, words }) {
    await encrypted(room);
    return (await client.sendTextMessage(room, words)).event_id;
  },

  // Send a picture with words under it. The bytes come in base64, and leave encrypted.
  async share({ room, bytes, words }) {
    await encrypted(room);
    const { subtle } = webcrypto;
    const picture = Buffer.from(bytes, "base64");
    const key = await subtle.generateKey({ name: "AES-CTR", length: 256 }, true, ["encrypt", "decrypt"]);
    const counter = new Uint8Array(16);
    webcrypto.getRandomValues(counter.subarray(0, 8));
    const sealed = await subtle.encrypt({ name: "AES-CTR", counter, length: 64 }, key, picture);
    const options = { type: "application/octet-stream", includeFilename: false };
    const { content_uri: url } = await client.uploadContent(new Blob([sealed]), options);
    const hashes = { sha256: unpadded(await subtle.digest("SHA-256", sealed)) };
    const file = { url, key: await subtle.exportKey("jwk", key), iv: unpadded(counter), hashes, v: "v2" };
    const info = { mimetype: "image/jpeg", size: picture.length };
    const content = { msgtype: "m.image", body: words, filename: "IMG_0001.jpg", info, file };
    return (await client.sendMessage(room, content)).event_id;
  },

  // Fetch the file of a message and open it; its bytes go out in base64.
  async fetch({ room, event }) {
    const { subtle } = webcrypto;
    const { file } = client.getRoom(room).findEventById(event).getContent();
    const url = client.mxcUrlToHttp(file.url, undefined, undefined, undefined, false, true, true);
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${client.getAccessToken()}` } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const sealed = await answer.arrayBuffer();
    if (unpadded(await subtle.digest("SHA-256", sealed)) !== file.hashes.sha256) throw new Error("another file");
    const key = await subtle.importKey("jwk", file.key, { name: "AES-CTR" }, false, ["decrypt"]);
    const counter = Buffer.from(file.iv, "base64");
    return Buffer.from(await subtle.decrypt({ name: "AES-CTR", counter, length: 64 }, key, sealed)).toString("base64");
  },

  // What it knows of every device of somebody: whether its owner has signed it.
  async devices({ user }) {
    const crypto = client.getCrypto();
    const devices = (await crypto.getUserDeviceInfo([user], true)).get(user) ?? new Map();
    const known = {};
    for (const device of devices.keys())
      known[device] = (await crypto.getDeviceVerificationStatus(user, device)).signedByOwner;
    return known;
  },
};

const unpadded = (bytes) => Buffer.from(bytes).toString("base64").replace(/=+$/, "");

// That a room is encrypted is known once the homeserver has told of it; before that nothing may be said.
async function encrypted(room) {
  while (!(await client.getCrypto().isEncryptionEnabledInRoom(room))) {
    await new Promise((resolve) => client.once(ClientEvent.Sync, resolve));
  }
}

async function open() {
  client = createClient({ ...account.options }); // A copy, for it puts its stores there.
  await client.initRustCrypto(KEYS);
  if (account.isStrict) client.getCrypto().setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
  client.on(RoomEvent.MyMembership, (room, membership) => {
    if (membership === "invite") client.joinRoom(room.roomId);
  });
  client.on(MatrixEventEvent.Decrypted, show);
  // Who somebody is may become known after their words, and changes what stands beside them.
  client.on(CryptoEvent.DevicesUpdated, (known) => {
    tell({ known });
    for (const room of client.getRooms()) room.getLiveTimeline().getEvents().forEach(show);
  });
  const ready = new Promise((resolve) => {
    client.on(ClientEvent.Sync, (state) => state === SyncState.Prepared && resolve());
  });
  await client.startClient();
  await ready;
}

async function show(event) {
  if (!event.isEncrypted() || event.getSender() === account.options.userId) return;
  if (event.shouldAttemptDecryption() || event.isBeingDecrypted()) return; // It will be shown then.
  tell({ message: await seen(event) });
}

async function seen(event) {
  const failure = event.decryptionFailureReason;
  const info = failure === null ? await client.getCrypto().getEncryptionInfoForEvent(event) : null;
  return {
    event: event.getId(),
    room: event.getRoomId(),
    sender: event.getSender(),
    words: failure === null ? event.getContent().body : null,
    failure,
    shield: info && EventShieldColour[info.shieldColour],
    reason: info && info.shieldReason !== null ? EventShieldReason[info.shieldReason] : null,
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, do: what, ...details } = JSON.parse(line);
  can[what](details).then(
    (result) => tell({ answer: id, result: result ?? null }),
    (error) => tell({ answer: id, error: String(error) }),
  );
}
process.exit();
