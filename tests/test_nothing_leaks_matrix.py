"""Whatever somebody sends on Matrix, nobody learns who they are there, and Matrix learns of no Telegram.

Francis and Brianna have Matrix and Samara has Telegram, in one circle. What is asserted stands in the raw
requests to Telegram, in the raw requests to the homeserver, and in what other people's apps decrypt.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.chat.clock import SetClock
from bot.chat.incoming import Edit
from tests.both import ON_MATRIX, BothStage, both_stage
from tests.data import tricky
from tests.fakes.botapi_call import Call
from tests.outgoing import ABOUT_ITSELF, OUTWARD, body, due_of, said_before, sent_by
from tests.story.stage import MONDAY_MORNING
from tests.synapse.person import UNDECRYPTABLE
from tests.synapse.proxy import Request
from tests.synapse.server import DOMAIN, Synapse

MARK = tricky.MARKER
AT_ONCE = 15
CHILD = "Jaylan"
TO_THE_HOMESERVER = re.compile(
    r"GET /_matrix/client/v3/sync|POST /_matrix/client/v3/(?:login|createRoom|keys/[a-z_/]+)$|"
    r"PUT /_matrix/client/v3/sendToDevice/m\.room\.encrypted/|"
    r"POST /_matrix/media/v3/upload$|GET /_matrix/client/v1/media/download/|"
    r"(?:PUT|GET|POST) /_matrix/client/v3/rooms/(?P<room>![^/]+)/"
    r"(?:send/m\.(?:room\.encrypted|room\.message|reaction)|redact|invite$|event|messages|state/m\.room\.member)|"
    r"GET /_matrix/client/v1/rooms/(?P<asked>![^/]+)/relations/"
)
"""All that the bot ever says to a homeserver; nothing of it is a profile, a receipt or typing."""


class Story:
    """Both messengers, and everything that was sent to either."""

    def __init__(self, stage: BothStage) -> None:
        self.stage = stage
        self.people = {name: stage.person(name) for name in ON_MATRIX}
        self.room = stage.room("Francis", CHILD)

    def of_matrix(self) -> list[str]:
        """Return all that tells who somebody is on Matrix, or where they are spoken with."""
        rooms = [room for person in self.people.values() for room in person.client.rooms]
        names = [person.user.partition(":")[0] for person in self.people.values()]
        return [MARK, DOMAIN, "matrix.to", "mxc:", "geo:", *names, *rooms]

    def of_telegram(self) -> list[str]:
        """Return all that tells who somebody is on Telegram, and what tricky updates carry."""
        users = self.stage.exchange.telegram.users.values()
        return [MARK, *(marker for user in users for marker in user.markers), "777000111", "1001234"]

    def leaks_to_telegram(self) -> list[str]:
        """Return what must not stand in a request that shows somebody something."""
        return [
            f"{mark} in {body(call)}"
            for call in self.stage.server.requests
            if call.method in OUTWARD
            for mark in (*self.of_matrix(), "$")
            if mark in body(call)
        ]

    def leaks_to_the_homeserver(self) -> list[str]:
        """Return what must not stand in any request of the bot's, by whose room it is about."""
        found = []
        for one in self.stage.line.requests:
            whole = f"{one.method} {one.path}"
            match = TO_THE_HOMESERVER.match(whole)
            found += [] if match else [f"never to be asked: {whole}"]
            marks = self.of_telegram()
            room = match["room"] if match else None
            if room is not None or "/createRoom" in one.path:
                reader = next(
                    (name for name, person in self.people.items() if room in person.client.rooms), ""
                )
                marks += [mark for mark in self.of_matrix() if mark not in self._own(reader)]
            # What somebody shared is fetched where they put it: that much the homeserver knows.
            said = one.body if "/media/download/" in one.path else one.path + one.body
            found += [f"{mark} in {whole} {one.body}" for mark in marks if mark in said]
            if "/sendToDevice/" in one.path:
                to = set(json.loads(one.body)["messages"]) - {self.stage.bot}
                found += [f"one key for {to}"] if len(to) > 1 else []
        return found

    def leaks_to_apps(self) -> list[str]:
        """Return what must not stand in anything of the bot's as somebody's app decrypts it."""
        found = []
        for name, person in self.people.items():
            for room, event in person.received:
                if event.get("sender") != self.stage.bot:
                    continue
                here = {one["event_id"] for where, one in person.received if where == room}
                content = json.dumps(event.get("content"), ensure_ascii=False)
                marks = [*self.of_telegram(), *self.of_matrix()]
                if event["type"] in ("m.room.create", "m.room.power_levels"):
                    content = content.replace(self.stage.bot, "")
                if event["type"] == "m.room.member":
                    content = (
                        ""  # The homeserver writes the name into it, of the one who joins, for themselves.
                    )
                found += [f"{mark} at {name}: {content}" for mark in marks if mark in content]
                foreign = set(re.findall(r"\$[\w-]{43}", content)) - here
                found += [f"{one} at {name}, of another room: {content}" for one in foreign]
        return found

    def _own(self, reader: str) -> set[str]:
        """Return what must be said to the homeserver to reach somebody: whom, and where."""
        if not reader:
            return {DOMAIN}
        person = self.people[reader]
        return {DOMAIN, person.user.partition(":")[0], *person.client.rooms}

    def words_at(self, reader: str, since: int) -> list[str]:
        """Return the words of people that an app was given, changes of them included."""
        whole: list[str] = []
        for _, event in self.people[reader].received[since:]:
            content = event.get("content") or {}
            content = content.get("m.new_content") or content
            if event.get("sender") != self.stage.bot or event["type"] != "m.room.message":
                continue
            assert content["body"] != UNDECRYPTABLE
            header, _, words = content["body"].partition("\n")
            if header.startswith("Samara · "):
                whole.append(words)
            elif whole and not whole[-1].startswith("afterwards"):
                whole[-1] += content["body"]
        return whole


@pytest.fixture(params=[True, False], ids=["encrypted", "in-the-clear"])
async def story(request: pytest.FixtureRequest, synapse: Synapse, tmp_path: Path) -> AsyncIterator[Story]:
    """Everybody has joined, and on Matrix everybody has a name and a picture that tell who they are."""
    is_encrypted: bool = request.param
    async with both_stage(synapse, tmp_path, SetClock(MONDAY_MORNING), encrypted=is_encrypted) as stage:
        for name in ON_MATRIX:
            await stage.person(name).client.set_displayname(f"{MARK} {name}")
            await stage.person(name).client.set_avatar(f"mxc://{DOMAIN}/{MARK}{name}")
        await stage.settle()
        yield Story(stage)


def _tricky(story: Story, earlier: str) -> list[tuple[str, dict[str, Any], str | None]]:
    """Return what Francis's app sends, and the words that are to pass: None where nothing does."""
    brianna, francis = story.people["Brianna"].user, story.people["Francis"].user
    pill = f'<a href="https://matrix.to/#/{brianna}">{MARK} Brianna</a>'
    link = f"https://matrix.to/#/{story.room}/{earlier}?via={DOMAIN}"
    html = {"format": "org.matrix.custom.html"}
    file = {"url": f"mxc://{DOMAIN}/{MARK}", "filename": f"{MARK}.jpg", "info": {"thumbnail_url": MARK}}

    def said(text: str, **more: object) -> tuple[str, dict[str, Any]]:
        return "m.room.message", {"msgtype": "m.text", "body": text, **more}

    replied = {"m.relates_to": {"m.in_reply_to": {"event_id": earlier}}}
    mentions = {"m.mentions": {"user_ids": [brianna], "room": True}}
    changed = {
        "m.new_content": {"msgtype": "m.text", "body": f"Ask {brianna} again", "formatted_body": MARK},
        "m.relates_to": {"rel_type": "m.replace", "event_id": earlier},
    }
    annotated = {"rel_type": "m.annotation", "event_id": earlier}
    message = "m.room.message"
    return [
        (*said(f"{MARK} Brianna: a pill", formatted_body=f"{pill}: a pill", **html, **mentions), "a pill"),
        (*said(f"A pill [{MARK}](https://matrix.to/#/{francis}) typed"), "A pill typed"),
        (*said(f"> <{brianna}> {MARK}\n> {MARK}\n\nA reply", **replied), "A reply"),
        (*said(f"> * <{brianna}> {MARK}\n\nTo an emote", **replied), "To an emote"),
        (*said(f"I am {francis} here"), "I am here"),
        (*said(f"Look at {link} please"), "Look at please"),
        (*said(f"In {story.room} and #{MARK}:{DOMAIN} too"), "In and too"),
        (*said("Bold words", formatted_body=f"<b>{MARK}</b><img src='mxc://x'>", **html), "Bold words"),
        (*said("Words with more", **{f"org.example.{MARK}": MARK, "displayname": MARK, "via": francis}),
         "Words with more"),
        (message, {"msgtype": "m.emote", "body": "waves"}, "waves"),
        (message, {"msgtype": "m.image", "body": f"{MARK} caption", **file}, None),
        (message, {"msgtype": "m.file", "body": f"{MARK}.pdf", **file}, None),
        (message, {"msgtype": "m.audio", "body": MARK, "org.matrix.msc3245.voice": {}, **file}, None),
        (message, {"msgtype": "m.video", "body": MARK, **file}, None),
        (message, {"msgtype": "m.location", "body": MARK, "geo_uri": "geo:40.712776,-74.005974"}, None),
        (message, {"msgtype": "m.notice", "body": MARK}, None),
        (message, {"msgtype": f"org.example.{MARK}", "body": MARK}, None),
        ("m.sticker", {"body": MARK, "url": f"mxc://{DOMAIN}/{MARK}", "info": {}}, None),
        ("org.matrix.msc3381.poll.start", {"org.matrix.msc1767.text": MARK, "question": MARK}, None),
        ("org.matrix.msc3672.beacon_info", {"description": MARK, "org.matrix.msc3488.asset": {}}, None),
        ("m.reaction", {"m.relates_to": {**annotated, "key": MARK}}, None),
        (message, {"msgtype": "m.text", "body": f"* {MARK}", "formatted_body": MARK, **changed}, "Ask again"),
    ]  # fmt: skip


async def test_no_tricky_event_of_matrix_tells_who_its_sender_is(story: Story) -> None:
    stage, francis = story.stage, story.people["Francis"]
    earlier = await francis.says(story.room, "To be changed")
    taken_back = await francis.says(story.room, "To be taken back")
    stage.app("Francis").says("Now", room=CHILD)
    await stage.settle()
    due = []
    for kind, content, words in _tricky(story, earlier):
        await francis.sends(story.room, kind, content)
        due += [words] if words else []
    await francis.redacts(story.room, taken_back, f"{MARK} has said too much")
    await francis.client.set_displayname(f"{MARK} Francis the second")
    stage.app("Francis").says("The end", room=CHILD)
    await stage.settle()

    expected = [due.pop(), "Now", *due, "The end"]
    for reader in ("Samara", "Brianna"):
        assert stage.words(reader) == expected
    assert not any(stage.words(other) for other in ("Ana", "Joshua", "Wendy", "Tianna"))
    assert story.leaks_to_telegram() == []
    assert story.leaks_to_the_homeserver() == []
    assert story.leaks_to_apps() == []
    assert {call.method for call in stage.server.requests} <= OUTWARD | ABOUT_ITSELF


def _groups() -> list[list[tuple[int, tricky.Case]]]:
    """Return the cases, some at a time; a change begins anew, for of two in a row only the last is seen."""
    groups: list[list[tuple[int, tricky.Case]]] = [[]]
    for number, case in enumerate(tricky.CASES):
        if isinstance(case.expected, Edit) or len(groups[-1]) == AT_ONCE:
            groups.append([])
        groups[-1].append((number, case))
    return groups


@pytest.mark.parametrize("story", [False], indirect=True, ids=["in-the-clear"])
async def test_no_tricky_update_of_telegram_tells_matrix_who_its_sender_is(story: Story) -> None:
    stage, samara = story.stage, story.stage.exchange.telegram.users["Samara"]
    said_before(stage.server, samara)
    await stage.settle()
    wrong: list[str] = []
    for group in _groups():
        since = {reader: len(story.people[reader].received) for reader in ("Francis", "Brianna")}
        due = []
        for number, case in group:
            stage.clock.advance(timedelta(minutes=1))
            stage.server.push(sent_by(case, stage.server, samara, 10_000 + number))
            samara.says(f"afterwards {number}")
            due += [*due_of(case), f"afterwards {number}"]
        await stage.settle()
        for reader, place in since.items():
            got = story.words_at(reader, place)
            if sorted(got) != sorted(due):
                wrong.append(f"{group[0][1].name}: {reader} got {got}, not {due}")
    assert wrong == []
    assert story.leaks_to_the_homeserver() == []
    assert story.leaks_to_apps() == []


@pytest.mark.parametrize("story", [False], indirect=True, ids=["in-the-clear"])
async def test_the_search_for_leaks_would_find_them(story: Story) -> None:
    stage = story.stage
    samara = stage.exchange.telegram.users["Samara"]
    for mark in story.of_matrix():
        stage.server.requests.append(
            Call(0, 0.0, "sendMessage", {"chat_id": samara.id, "text": f"by {mark}"})
        )
    assert len(story.leaks_to_telegram()) >= len(story.of_matrix())
    room = stage.room("Brianna", CHILD)
    path = f"/_matrix/client/v3/rooms/{room}/send/m.room.message/1"
    others = [MARK, *samara.markers, story.people["Francis"].user.partition(":")[0], story.room]
    for mark in others:
        stage.line.requests.append(Request("PUT", path, json.dumps({"body": f"by {mark}"})))
        said = {"sender": stage.bot, "type": "m.room.message", "event_id": "$", "content": {"body": mark}}
        story.people["Brianna"].received.append((room, said))
    stage.line.requests.append(Request("POST", "/_matrix/media/v3/upload?filename=x", ""))
    assert {leak.partition(" in ")[0] for leak in story.leaks_to_the_homeserver()[:-1]} == set(others)
    assert "never to be asked" in story.leaks_to_the_homeserver()[-1]
    assert {leak.partition(" at ")[0] for leak in story.leaks_to_apps()} >= set(others)
