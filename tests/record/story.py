"""A week in one circle with everything in it that a record tells of, and words that it must never tell."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from bot.chat.clock import SetClock
from bot.chat.record import Form, Record, Wanted
from bot.store.handed import hand_out
from bot.store.record import read_record
from bot.store.schema import circle, circle_child, family, person
from bot.store.sealing import Master, Scope, fresh_key
from bot.store.session import Session
from tests.story.phones import SimulatorExchange
from tests.story.stage import MONDAY_MORNING, Stage
from tests.story.transcript import Player, Transcript

NOTE = "NOTEOFTIANNA"
"""What a caseworker keeps for herself of somebody in it."""
AGREED = "His braids stay as Samara made them."
NEVER = ("SUGGESTED", "UNSENT", "TAKENBACK", "ONLYTIANNA", "Playground", "NOTEWORDS", NOTE)
"""What was changed or taken back before anybody had it, what is a caseworker's, and where people met."""
ODD = '=1+1 <script>alert("x")</script> {$x} #eval'
ARABIC = "هل نام جيدا الليلة الماضية؟ 🌙"
SPANISH = "¿Cómo está el niño? ¡Dile que lo quiero mucho! 🧸"

ACTS = (
    "Samara: How was his day?",
    'Brianna > "How was": He drew a picture! 🎨',
    'Brianna ~ "He drew": He drew two pictures! 🎨',
    'Samara + "He drew two": ❤️',
    f"Francis: {SPANISH}",
    f"Samara: {ARABIC}",
    f"Samara: {ODD}",
    "Samara: Too early on Tuesday",
    "Samara: /undo",
    "Francis sends picture: Our dog",
    "Tianna [Pass it on]",
    "Francis sends picture: Our car",
    "Tianna [Send it back]",
    "Tianna: in person",
    "Samara: /visit",
    "Samara [Wednesday, November 25]",
    "Samara [4:00 PM]",
    "Samara [1 hour]",
    "Samara [Just once]",
    "Samara: Playground",
    "Samara [Skip]",
    "Samara: NOTEWORDS",
    "Samara [All right]",
    "Brianna [Yes, that works]",
    "Tianna: /pause jaylan",
    "Tianna [Yes]",
    "Tianna: /resume jaylan",
    "Samara: /plan",
    "Samara [Hair]",
    "Samara [Suggest something]",
    f"Samara: {AGREED}",
    "Samara [All right]",
    "Brianna [I agree]",
    "Francis [I agree]",
    "Samara: /plan",
    "Samara [Clothes]",
    "Samara [Suggest something]",
    "Samara: SUGGESTED and no more",
    "Samara [All right]",
    "Brianna: /settings quiet 9 am - 8 pm",
    "Francis: /settings quiet 9 am - 8 pm",
    "Samara: UNSENT good night",
    'Samara ~ "UNSENT": Good night to all',
    "Samara: TAKENBACK",
    "Samara: /undo",
    "+ 3 days",
    "Francis: Never mind the rain",
    "Samara: /caseworker ONLYTIANNA",
    f"Tianna: /note Samara {NOTE}",
)


async def played(folder: Path, acts: tuple[str, ...] = ACTS, key: bytes | None = None) -> Stage:
    """Play the week and return its stage, to be closed."""
    clock, key = SetClock(MONDAY_MORNING), key or fresh_key()
    stage = Stage(SimulatorExchange(clock), clock, f"sqlite:///{folder / 'story.db'}", Master(key))
    await stage.open(joined=("Samara", "Francis", "Brianna", "Ana", "Wendy", "Joshua", "Tianna"))
    await Player(stage).play(Transcript(acts=[(act, []) for act in acts]))
    return stage


def wanted_in(session: Session, child: str = "Jaylan", **more: object) -> Wanted:
    """Return a wish for all that was said about a child, as far as ``more`` does not say otherwise."""
    for row in session.connection.execute(
        select(circle.c.id, circle.c.family_id, circle_child.c.child_id)
        .join(circle_child, circle_child.c.circle_id == circle.c.id)
        .order_by(circle.c.id)
    ).all():
        if child in names_of_children(session, row.family_id, row.child_id):
            given = {"family": row.family_id, "circles": (row.id,), "until": session.now, **more}
            return Wanted(purpose="court", recipient="court", forms=tuple(Form), **given)
    raise LookupError(child)


def names_of_children(session: Session, family_id: str, child_id: str) -> str:
    """Return what a child is called."""
    from bot.store.schema import child as children  # noqa: PLC0415 - the name is a test's own

    row = session.connection.execute(select(children).where(children.c.id == child_id)).one()
    return session.open(Scope.family(family_id), "child.name", row.id, row.name)


def person_named(session: Session, name: str) -> str:
    """Return who is called so."""
    for row in session.connection.execute(select(person.c.id, person.c.name)):
        if session.open(Scope.person(row.id), "person.name", row.id, row.name) == name:
            return str(row.id)
    raise LookupError(name)


def families(session: Session) -> list[str]:
    """Return all families."""
    return list(session.connection.execute(select(family.c.id)).scalars())


async def recorded(stage: Stage, child: str = "Jaylan", **more: object) -> Record:
    """Return the record of the circle about a child, noted as handed out."""

    def work(session: Session) -> Wanted:
        wanted = wanted_in(session, child, **more)
        hand_out(session, wanted)
        return wanted

    wanted = await stage.house.store.run(work)
    return await stage.house.store.read(
        lambda session: read_record(session, wanted, "Our agency", "America/New_York")
    )
